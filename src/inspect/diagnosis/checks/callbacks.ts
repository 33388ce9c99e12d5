import type { StatusCallback } from '../../../api/resources.ts';
import { redactedUrl } from '../../../platform/redactedUrl.ts';
import { urlKind } from '../../../platform/urlKind.ts';
import { hasCredentials, recordedUrl } from '../callbackUrl.ts';
import type { CallbackAttempt, HostAnswer, SettingsEvidence } from '../evidence.ts';
import { type EvidenceRow, type Finding, finding, type Remedy, type Severity } from '../finding.ts';
import { jsonOf } from '../owners.ts';
import { MOST_CALLBACKS_OF_CONFIGURATION, MOST_CALLBACKS_OF_CONVERSATION } from '../thresholds.ts';
import type { Piece, Told } from '../told.ts';
import type { CheckWords } from './words.ts';

/** Callbacks that cannot arrive, that should not be, and none where some are expected. */
export function checkCallbacks(evidence: SettingsEvidence, words: CheckWords): Finding[] {
  const { settings, open, owner, accountId, present } = evidence;
  if (!open) return [];
  const { l10n } = words;
  const callbacks = settings.statusCallbacks ?? [];
  const ref = jsonOf(accountId, owner);
  if (callbacks.length === 0) {
    const stopped = (present?.statusCallbacks ?? []).length > 0;
    return [
      finding({
        check: 'callbacks',
        key: 'callbacks.none',
        severity: stopped ? 'warning' : 'info',
        title: stopped
          ? l10n.t('Nobody is told of this conversation, though its configuration has status callbacks')
          : l10n.t('Nobody is told of what happens: there is no status callback'),
        explanation: stopped
          ? l10n.t(
              'Its own list of status callbacks is empty: delivery was stopped for this conversation, or the configuration got its callbacks after the conversation was made.',
            )
          : l10n.t(
              'Without statusCallbacks no webhook is ever called. That is fine for an application that asks by itself.',
            ),
        evidence: [{ text: l10n.t('statusCallbacks: none'), ref }],
        remedies: [{ does: 'addCallback', owner }],
      }),
    ];
  }
  return [
    ...callbacks.flatMap((callback) => checkOne(evidence, callback, words)),
    ...checkTogether(evidence, callbacks, words),
  ];
}

function checkOne(evidence: SettingsEvidence, callback: StatusCallback, words: CheckWords): Finding[] {
  const { l10n } = words;
  const { owner, accountId, sandbox, hosts } = evidence;
  const { url, method = 'POST' } = callback;
  const shown = shownUrl(url);
  const kind = urlKind(url);
  const mend: Remedy[] = [
    { does: 'replaceCallback', owner, url },
    { does: 'removeCallback', owner, url },
  ];
  const row: EvidenceRow = { text: l10n.t('{0} {1}', method, shown), ref: jsonOf(accountId, owner) };
  const found: Finding[] = [];
  const add = (
    what: string,
    severity: Severity,
    title: Told,
    explanation: Told,
    more: readonly EvidenceRow[] = [],
    remedies: readonly Remedy[] = mend,
  ) =>
    found.push(
      finding({
        check: 'callbacks',
        key: `callbacks.${what}:${url}`,
        severity,
        title,
        explanation,
        evidence: [row, ...more],
        remedies,
      }),
    );

  if (kind === 'unusable') {
    add(
      'unusable',
      'error',
      l10n.t('A status callback is no URL that can be called'),
      l10n.t('Callbacks go to http and https URLs. This one is not shown whole, since it may hold a secret.'),
    );
    return found;
  }
  if (kind === 'reserved') {
    add(
      'reserved',
      sandbox ? 'warning' : 'error',
      l10n.t('The callback {0} leads nowhere', shown),
      l10n.t(
        'Its host is one of those that are kept free for examples (RFC 2606): it never answers. Put in your application’s own URL.',
      ),
    );
  } else if ((kind === 'loopback' || kind === 'private') && !sandbox) {
    add(
      'unreachable',
      'error',
      l10n.t('Twilio cannot reach the callback {0}', shown),
      kind === 'loopback'
        ? l10n.t(
            'It leads to the machine that calls it: Twilio would call itself. A tunnel or a forwarded port gives a local application a public https URL.',
          )
        : l10n.t(
            'Its host is in a private network, which Twilio does not see. Callbacks need a public https URL.',
          ),
    );
  } else if (url.startsWith('http:') && !(sandbox && kind === 'loopback')) {
    add(
      'http',
      sandbox ? 'info' : 'error',
      l10n.t('The callback {0} is not encrypted', shown),
      sandbox
        ? l10n.t('The sandbox calls http too. Twilio wants https: with a real account this one would not do.')
        : l10n.t(
            'Twilio calls public https URLs. Over http what people write could be read and changed on the way.',
          ),
    );
  }
  const answer = hosts.get(url);
  if (answer !== undefined && answer !== 'listens') {
    add(
      'refuses',
      'error',
      kind === 'loopback'
        ? l10n.t('Nothing listens where the callback {0} leads', shown)
        : l10n.t('The callback {0} does not answer', shown),
      kind === 'loopback'
        ? l10n.t(
            'The connection was tried just now, without sending anything. Start the application, or put in the port that it listens at.',
          )
        : l10n.t(
            'It was asked from this machine: Twilio may reach what this machine does not, and the other way round.',
          ),
      [{ text: answerWords(answer, words) }],
    );
  }
  if (method !== 'POST' && method !== 'GET') {
    add(
      'method',
      'error',
      l10n.t('The callback {0} has the method {1}', shown, method),
      l10n.t('Twilio calls back by POST or GET only.'),
    );
  }
  if (hasCredentials(url)) {
    add(
      'credentials',
      'warning',
      l10n.t('The callback {0} has a name and a password in its URL', shown),
      l10n.t(
        'Whoever may read the configuration reads them, and so do logs on the way. Check the X-Twilio-Signature in place of a password.',
      ),
      [],
      [
        { does: 'openJson', ref: jsonOf(accountId, owner) },
        { does: 'replaceCallback', owner, url },
      ],
    );
  }
  const failed = failedAttempts(evidence, url);
  if (failed) {
    add(
      'failing',
      'error',
      l10n.t('The callback {0} fails', shown),
      l10n.t(
        'The last {0} of {1} attempts that the sandbox keeps did not succeed. Anything but an answer of 2xx counts as a failure and is tried again a few times; then the event is lost to the application.',
        failed.failures.length,
        failed.of,
      ),
      failed.failures.slice(-5).map((attempt) => ({ text: attemptWords(attempt, words) })),
    );
  }
  return found;
}

function answerWords(answer: Exclude<HostAnswer, 'listens'>, { l10n }: CheckWords): Told {
  switch (answer) {
    case 'refuses':
      return l10n.t('The connection was refused');
    case 'silent':
      return l10n.t('No answer in time');
    case 'unresolved':
      return l10n.t('The host’s name leads nowhere (DNS)');
    case 'certificate':
      return l10n.t('The certificate is not accepted');
  }
}

/** The attempts since the last one that succeeded, when there are some. */
function failedAttempts(
  { attempts, owner }: SettingsEvidence,
  url: string,
): { failures: CallbackAttempt[]; of: number } | undefined {
  const recorded = recordedUrl(url);
  const own = (attempts ?? []).filter(
    (attempt) =>
      attempt.url === recorded &&
      // What was not tried has a reason of its own, which the URL tells too.
      attempt.skipped === undefined &&
      (owner.kind === 'configuration' || attempt.conversationId === owner.conversationId),
  );
  const lastGood = own.findLastIndex(({ status = 0 }) => status >= 200 && status < 300);
  const failures = own.slice(lastGood + 1);
  return failures.length > 0 ? { failures, of: own.length } : undefined;
}

function attemptWords(
  { at, eventType, status, failure }: CallbackAttempt,
  { l10n, moment }: CheckWords,
): Told {
  return status === undefined
    ? l10n.t('{0} · {1}: {2}', moment(at), eventType, { said: failure ?? '' })
    : l10n.t('{0} · {1}: HTTP {2}', moment(at), eventType, status);
}

function checkTogether(
  { owner, accountId }: SettingsEvidence,
  callbacks: readonly StatusCallback[],
  { l10n }: CheckWords,
): Finding[] {
  const ref = jsonOf(accountId, owner);
  const rows = callbacks.map(({ url, method = 'POST' }) => ({
    text: l10n.t('{0} {1}', method, shownUrl(url)),
    ref,
  }));
  const most =
    owner.kind === 'configuration' ? MOST_CALLBACKS_OF_CONFIGURATION : MOST_CALLBACKS_OF_CONVERSATION;
  const found: Finding[] = [];
  if (callbacks.length > most) {
    found.push(
      finding({
        check: 'callbacks',
        key: 'callbacks.many',
        severity: 'warning',
        title: l10n.t('{0} status callbacks, and {1} are allowed', callbacks.length, most),
        explanation: l10n.t('The next change of the list is refused unless some are removed first.'),
        evidence: rows,
        remedies: [{ does: 'openJson', ref }],
      }),
    );
  }
  for (const [url, same] of Map.groupBy(callbacks, (callback) => callback.url)) {
    if (same.length < 2) continue;
    found.push(
      finding({
        check: 'callbacks',
        key: `callbacks.twice:${url}`,
        severity: 'warning',
        title: l10n.t('The callback {0} is there {1} times', shownUrl(url), same.length),
        explanation: l10n.t(
          'Each event is told to it as often. Where it must not count twice, tell events apart by i-twilio-idempotency-token.',
        ),
        evidence: rows.filter((_, index) => callbacks[index]?.url === url),
        remedies: [{ does: 'removeCallback', owner, url }],
      }),
    );
  }
  return found;
}

/** A URL as it may be shown. A person's address may stand in its path. */
function shownUrl(url: string): Piece {
  return { said: redactedUrl(url)?.text ?? '…' };
}
