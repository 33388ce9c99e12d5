/** The computation of a signature, step by step, so that a person can do it again. */
import type { Judged } from './judge.ts';
import { claimedHash, type Payload } from './judgePayload.ts';
import type { Found } from './judgeSearch.ts';
import { BODY_HASH, type FormFields, hashOf, sameText, signData } from './signature.ts';
import type { SigningToken, VerdictStep } from './verdict.ts';

/** What was signed, as far as that is known. */
export type Signed = Pick<Found, 'url' | 'token' | 'payload' | 'header' | 'tries'>;

/** The steps for what was signed if that is known, and otherwise for what arrived. */
export function stepsOf(judged: Judged, signed: Signed): VerdictStep[] {
  const { request, urls, given } = judged;
  const received = urls[0].url;
  const url = signed.url ?? received;
  const payload = signed.payload ?? judged.payload;
  const steps: VerdictStep[] = [{ kind: 'received', text: received }];
  steps.push({ kind: 'url', text: url, ...(signed.url !== undefined && { matches: url === received }) });
  if (payload.kind === 'form') {
    const fields = sortedFields(payload.fields);
    steps.push({ kind: 'form', text: fields.map(([name, value]) => name + value).join('\n'), fields });
  }
  if (payload.kind === 'hashed') {
    const [claimed, hash] = [claimedHash(url), hashOf(request.body)];
    steps.push({
      kind: 'bodyHash',
      text: `${BODY_HASH}=${hash}`,
      matches: sameText(claimed, hash),
      ...(claimed !== '' && { differsAt: differsAt(claimed, hash) }),
    });
  }
  steps.push({ kind: 'data', text: url + payload.text });
  const token = signed.token ?? judged.expected[0];
  const computed = token && computedWith(token, url, payload);
  if (token && computed) steps.push({ kind: 'signature', text: computed, token: token.name });
  if (given !== '') {
    const matches = computed !== undefined && (signed.header ?? given) === computed;
    steps.push({
      kind: 'given',
      text: given,
      ...(computed !== undefined && { matches }),
      ...(computed !== undefined && !matches && { differsAt: differsAt(given, computed) }),
    });
  }
  if (signed.tries !== undefined) steps.push({ kind: 'tried', text: '', count: signed.tries });
  return steps;
}

function computedWith({ token }: SigningToken, url: string, payload: Payload): string {
  return signData(url + payload.text, token);
}

/** In the order in which they are signed, and each value once. */
export function sortedFields(fields: FormFields): [name: string, value: string][] {
  return Object.keys(fields)
    .sort()
    .flatMap((name) => {
      const value = fields[name] ?? '';
      const values = typeof value === 'string' ? [value] : [...new Set(value)].sort();
      return values.map((each): [string, string] => [name, each]);
    });
}

/** The first character in which two texts differ: the length of the shorter one where that is how the other begins. */
function differsAt(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
