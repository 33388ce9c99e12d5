import type { Channel } from '../model.ts';
import type { Random } from '../store/random.ts';

/*
 * The customers of the large data. Each conversation has one of its own, whose address tells which conversation it is:
 * so traffic is grouped, and profiles are found, without a list of ten thousand of them. Numbers are from ranges that
 * are kept free for fiction: +1 … 555 01xx, +44 7700 900xxx, +33 6 39 98 xx xx.
 */

const FIRST_NAMES = [
  'Ada Amara Anders Asha Beatriz Ben Camille Chidi Clara Dana Diego Edith Elif Emil Farah Finn Greta',
  'Hiro Ida Ines Ivan Jamal Jun Kaia Kofi Leila Lena Luca Mae Malik Mateo Mina Nadia Nils Noor Olga',
  'Oskar Paloma Quentin Rafael Ravi Rosa Ruben Sade Samir Selma Tariq Thea Uma Viktor Wanda Wes Ximena',
  'Yara Yusuf Zoe',
].flatMap((names) => names.split(' '));

const LAST_NAMES = [
  'Abbott Achebe Almeida Andersen Baker Barros Bell Bianchi Castellanos Chen Costa Dahl Delgado Diallo',
  'Eriksen Fischer Fontaine Garcia Grant Haddad Hale Holt Ibrahim Ivers Jansen Joshi Kaplan Kimura Koch',
  'Larsen Lind Lopez Mbeki Meyer Moreau Mwangi Nakamura Novak Okafor Osei Park Petrov Quist Rahman',
  'Reyes Rossi Sato Schmidt Silva Sorensen Tanaka Torres Ueda Varga Weiss Whitaker Yilmaz Young Zhang',
  'Zimmer',
].flatMap((names) => names.split(' '));

export function personName(random: Random): string {
  const one = (names: readonly string[]) => names[random.between(0, names.length - 1)];
  return `${one(FIRST_NAMES)} ${one(LAST_NAMES)}`;
}

/** All but 503, where the shop's own number is. A hundred numbers each. */
const AREA_CODES = [
  '206 209 213 214 253 254 281 303 307 310 323 360 361 385 406 408 409 415 424 425 432 442 458 469',
  '480 505 509 510 512 520 530 541 559 562 564 575 602 619 623 626 628 650 657 661 669 682 702 707',
  '713 714 719 720 737 747 760 775 801 805 806 817 818 830 831 832 858 903 909 915 916 925 928 936',
  '940 949 951 956 970 971 972 979',
].flatMap((codes) => codes.split(' '));

/** In each ten conversations eight are of Portland's customers, one is British, one French: the last two are Bristol's. */
const PORTLAND_OF_TEN = 8;

/** Which shop the customer of the conversation at that index goes to. */
export function isPortland(index: number): boolean {
  return index % 10 < PORTLAND_OF_TEN;
}

function phoneNumber(index: number): string {
  const ten = Math.floor(index / 10);
  const ofTen = index % 10;
  if (ofTen >= PORTLAND_OF_TEN) {
    return ofTen === 8
      ? `+447700900${String(ten).padStart(3, '0')}`
      : `+3363998${String(ten).padStart(4, '0')}`;
  }
  const place = ten * PORTLAND_OF_TEN + ofTen;
  return `+1${AREA_CODES[Math.floor(place / 100)]}55501${String(place % 100).padStart(2, '0')}`;
}

const PREFIXES: Partial<Record<Channel, string>> = { WHATSAPP: 'whatsapp:', RCS: 'rcs:' };

/** The address of the customer of the conversation at that index, below 10,000. */
export function customerAddress(index: number, channel: Channel): string {
  if (channel === 'CHAT') return `visitor-${String(index).padStart(5, '0')}`;
  return (PREFIXES[channel] ?? '') + phoneNumber(index);
}

/** The index of the conversation that an address, without its channel's prefix, is the customer's of. */
export function indexOfAddress(address: string): number | undefined {
  const found = guessIndex(address);
  if (found === undefined) return undefined;
  // Only the form that it has here counts.
  return address === phoneNumber(found) || address === customerAddress(found, 'CHAT') ? found : undefined;
}

function guessIndex(address: string): number | undefined {
  const visitor = /^visitor-(0\d{4})$/.exec(address)?.[1];
  if (visitor !== undefined) return Number(visitor);
  const british = /^\+447700900(\d{3})$/.exec(address)?.[1];
  if (british !== undefined) return Number(british) * 10 + 8;
  const french = /^\+3363998(0\d{3})$/.exec(address)?.[1];
  if (french !== undefined) return Number(french) * 10 + 9;
  const [, area, last] = /^\+1(\d{3})55501(\d\d)$/.exec(address) ?? [];
  const ofArea = AREA_CODES.indexOf(area ?? '');
  if (ofArea < 0) return undefined;
  const place = ofArea * 100 + Number(last);
  return Math.floor(place / PORTLAND_OF_TEN) * 10 + (place % PORTLAND_OF_TEN);
}
