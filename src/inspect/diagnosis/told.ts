import type { l10n as VscodeL10n } from 'vscode';
import { hideAddresses, type Masker } from '../../platform/masking.ts';

/**
 * What stands in a sentence. Whatever is of people says what it is, so that it can be hidden when the sentence is shown,
 * and shown again: sentences are kept, and the choice to hide changes.
 */
export type Piece =
  | string
  | number
  | { readonly address: string }
  | { readonly name: string; readonly type: string; readonly id: string }
  | { readonly title: string; readonly id: string }
  | { readonly text: string }
  /** Somebody else's words, such as an error's: the addresses in them are hidden. */
  | { readonly said: string };

/** A sentence with places, and what stands in them. It can be kept and sent as JSON. */
export interface Told {
  readonly words: string;
  readonly pieces: readonly Piece[];
}

/** Stands where `vscode.l10n` does, and keeps the pieces apart from the words. */
export interface TellingL10n {
  /** @param message with `{0}`, `{1}`… for the pieces */
  t(message: string, ...pieces: Piece[]): Told;
}

/** @param l10n `vscode.l10n`, or a stand-in */
export function telling(l10n: Pick<typeof VscodeL10n, 't'>): TellingL10n {
  return {
    // Each place is filled with itself: it is filled for good when the sentence is shown.
    t: (message, ...pieces) => ({
      words: l10n.t(message, ...pieces.map((_, index) => `{${index}}`)),
      pieces,
    }),
  };
}

/** A sentence in words, with whatever of people hidden that is to be. */
export function inWords({ words, pieces }: Told, masker: Masker): string {
  return words.replaceAll(/\{(\d+)\}/g, (place, index) => {
    const piece = pieces[Number(index)];
    return piece === undefined ? place : pieceInWords(piece, masker);
  });
}

function pieceInWords(piece: Piece, masker: Masker): string {
  if (typeof piece === 'string' || typeof piece === 'number') return String(piece);
  if ('address' in piece) return masker.address(piece.address);
  if ('name' in piece) return masker.name(piece.name, piece.type, piece.id);
  if ('title' in piece) return masker.title(piece.title, piece.id);
  if ('text' in piece) return masker.text(piece.text);
  return hideAddresses(piece.said, masker);
}
