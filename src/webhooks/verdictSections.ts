import type { LogSection, Tone } from '../platform/logView/protocol.ts';
import { type Masker, openMasker } from '../platform/masking.ts';
import { causeWords, type L10n } from './causeWords.ts';
import { BODY_HASH } from './signature.ts';
import type { SignatureVerdict, VerdictStep } from './verdict.ts';

type Step = Extract<LogSection, { kind: 'steps' }>['steps'][number];
type Link = NonNullable<Extract<LogSection, { kind: 'notice' }>['links']>[number];

/** What a verdict is told in, and how. */
export interface VerdictTelling {
  readonly l10n: L10n;
  /** Hides what people wrote, and their addresses. */
  readonly masker?: Masker;
  /** What can be done about it, under the advice. */
  readonly links?: readonly Link[];
}

/** A verdict with its evidence, for details: what it is, what to do, and each step of the computation. */
export function verdictSections(
  verdict: SignatureVerdict,
  { l10n, masker = openMasker, links = [] }: VerdictTelling,
): LogSection[] {
  const { title, text, advice } = causeWords(verdict, l10n);
  const sections: LogSection[] = [
    {
      kind: 'notice',
      tone: verdict.signed ? 'good' : verdict.cause === 'noToken' ? 'warning' : 'bad',
      title,
      text,
      ...(links.length > 0 && { links: [...links] }),
    },
  ];
  if (advice)
    sections.push({
      kind: 'notice',
      tone: 'info',
      title: verdict.signed ? l10n.t('For your app') : l10n.t('What to do'),
      text: advice,
    });
  sections.push({
    kind: 'steps',
    title: l10n.t('How it is computed'),
    steps: verdict.steps
      .filter((step, index) => step.kind !== 'url' || step.text !== verdict.steps[index - 1]?.text)
      .map((step) => stepOf(step, verdict, l10n, masker)),
  });
  return sections;
}

/** A URL without its user and password; hidden values in its query if anything is to be hidden. */
export function shownUrl(url: string, masker: Masker): string {
  const open = url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, '$1…@');
  if (!masker.on) return open;
  return withHiddenQuery(open, masker);
}

/** A URL with the values of its query hidden; the hash of the body is what people look for in it. */
export function withHiddenQuery(url: string, masker: Masker): string {
  return url.replace(/\?.*$/s, (query) =>
    query.replaceAll(/([?&][^=&]*=)([^&]*)/g, (pair, name: string, value: string) =>
      name.slice(1, -1) === BODY_HASH ? pair : name + masker.text(value),
    ),
  );
}

function stepOf(step: VerdictStep, verdict: SignatureVerdict, l10n: L10n, masker: Masker): Step {
  const { t } = l10n;
  const tone = toneOf(step);
  const toned = tone ? { tone } : {};
  switch (step.kind) {
    case 'received':
      return { title: t('The URL as it arrived'), code: shownUrl(step.text, masker) };
    case 'url':
      return {
        title: t('The URL as it was signed'),
        code: shownUrl(step.text, masker),
        ...toned,
      };
    case 'query':
      return { title: t('The query'), code: shownUrl(step.text, masker), ...toned };
    case 'form': {
      const fields = step.fields ?? [];
      return {
        title: t('The fields of the form, in order of their names'),
        text: t('Each name and its value, with nothing between them.'),
        code: fields.map(([name, value]) => name + masker.text(value)).join('\n'),
      };
    }
    case 'body':
      return { title: t('The body'), code: masker.text(step.text), ...toned };
    case 'bodyHash':
      return {
        title: t('The SHA-256 of the body, in lower-case hex'),
        text: step.matches
          ? t('The query has the same: the body is the one that was signed.')
          : step.differsAt === undefined
            ? t('The query has no hash.')
            : t('The query has another one: the body is not the one that was signed.'),
        code: step.text,
        ...toned,
      };
    case 'data':
      return {
        title: t('What is signed'),
        text: hasForm(verdict)
          ? t('The URL, and the fields right after it.')
          : t('The URL alone, to the character.'),
        code: masker.on ? masked(verdict, masker) : shownUrl(step.text, masker),
      };
    case 'signature':
      return {
        title: t('The signature'),
        text: t('Base64 of the HMAC-SHA1 of that, with the auth token of {0} as its key.', step.token ?? ''),
        code: step.text,
      };
    case 'given':
      return {
        title: t('The header X-Twilio-Signature'),
        text:
          step.matches === undefined
            ? t('There is nothing to compare it with.')
            : step.matches
              ? t('It is the same.')
              : t('It is another one, from character {0} on.', (step.differsAt ?? 0) + 1),
        code: step.text,
        ...toned,
      };
    case 'tried':
      return { title: t('{0} signatures were computed to find the cause', step.count ?? 0) };
  }
}

function toneOf({ kind, matches }: VerdictStep): Tone | undefined {
  if (matches === undefined) return undefined;
  if (matches) return kind === 'url' ? undefined : 'good';
  return kind === 'url' ? 'warning' : 'bad';
}

function hasForm({ steps }: SignatureVerdict): boolean {
  return steps.some(({ kind }) => kind === 'form');
}

/** What is signed, with the values hidden that it has. */
function masked({ steps }: SignatureVerdict, masker: Masker): string {
  const url = steps.findLast(({ kind }) => kind === 'url')?.text ?? '';
  const fields = steps.find(({ kind }) => kind === 'form')?.fields ?? [];
  return shownUrl(url, masker) + fields.map(([name, value]) => name + masker.text(value)).join('');
}
