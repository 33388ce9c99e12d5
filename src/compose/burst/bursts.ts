import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Session } from '../../platform/session.ts';
import { shownTitle } from '../../platform/shown.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import { runWizard } from '../../platform/wizard.ts';
import type { ComposeParts } from '../compose.ts';
import type { ComposeKey } from '../composeKey.ts';
import { type BurstAnswers, burstSteps } from './burstQuestions.ts';
import { outcomeOf } from './copyOutcome.ts';
import { type BurstEnd, BurstEngine } from './engine.ts';
import { engineClock } from './engineClock.ts';
import { Journals } from './journal.ts';
import { confirmBurst } from './liveBurst.ts';
import { calledBy, namedParty, People } from './people.ts';
import { progressIn } from './progress.ts';
import { type Ranges, sizeOf } from './ranges.ts';
import { readerHere } from './readerHere.ts';
import { BurstRecorder } from './recorder.ts';
import { type BurstReport, type BurstSettings, plainParty, reportOf, resourceIdOf } from './report.ts';
import { Reports } from './reports.ts';
import type { BurstServices } from './services.ts';
import { JOURNAL_STATE } from './state.ts';
import { takeUp } from './takeUp.ts';
import { readTemplate } from './template.ts';
import { headline, numberIn } from './words.ts';

const LAST = 'compose.burst.last';

/** How often the progress is told, in milliseconds. */
const TELL_EVERY_MS = 250;

/** What was answered last: offered first the next time. */
interface LastAnswers {
  template?: string;
  count?: number;
  perSecond?: number;
  concurrency?: number;
}

/** A burst that is under way in this window. */
interface Running {
  /** The burst's. */
  id: string;
  engine: BurstEngine;
  recorder: BurstRecorder;
  report: (ended: BurstReport['ended']) => BurstReport;
  cancel: AbortController;
}

/** Bursts: asked for, sent, told of, and gone on with after an interruption. A bundle of its own. */
export class Bursts implements vscode.Disposable {
  readonly reports: Reports;
  readonly #parts: ComposeParts;
  readonly #services: BurstServices;
  readonly #journals: Journals;
  readonly #running = new Set<Running>();
  /** Journals of other windows stand, or may stand, that the next one has to ask about. */
  #mayBeLeft = false;
  /** Ends when the window goes. */
  readonly #gone = new AbortController();

  constructor(parts: ComposeParts, services: BurstServices) {
    this.#parts = parts;
    this.#services = services;
    const { workspaceState, privacy } = parts.services;
    this.reports = new Reports(workspaceState, privacy, services.extensionUri);
    this.#journals = new Journals(
      vscode.Uri.joinPath(services.storage, 'bursts').fsPath,
      randomBytes(8).toString('hex'),
    );
  }

  /** Asks for a burst and sends it. @param target where, when that is clear */
  async run(target?: ComposeKey): Promise<void> {
    const { services } = this.#parts;
    const { sessions, privacy } = services;
    const session = await (target ? sessions.of(target.accountId) : sessions.active());
    if (!session) throw new SignedOutError();
    const answers = this.#begin(session, target);
    const people = new People(session);
    // Made once: what they offer is read once.
    const steps = burstSteps(session, target !== undefined, services, (given) => people.called(given));
    const answered = await runWizard(
      vscode.l10n.t('Send Burst'),
      answers,
      () => steps,
      'first',
      privacy.masker,
    );
    this.#remember(answers);
    const { conversationId, author, recipients } = answers;
    if (!answered || conversationId === undefined || !author || !recipients) return;
    const { account } = session;
    const named = await people.of(conversationId);
    const settings: BurstSettings = {
      id: answers.id,
      accountId: account.id,
      accountLabel: account.label,
      sandbox: account.sandbox,
      conversationId,
      ...(named.conversationName === undefined ? {} : { conversationName: named.conversationName }),
      author: namedParty(author, named.participants),
      recipients: recipients.map((recipient) => namedParty(recipient, named.participants)),
      template: answers.text,
      count: answers.count,
      ...(answers.perSecond === undefined ? {} : { perSecond: answers.perSecond }),
      concurrency: answers.concurrency,
    };
    this.#parts.lastUsed.remember(account.id, { conversationId, author, recipients });
    await this.send(settings, [[1, settings.count]]);
  }

  /**
   * Sends copies of a burst, and shows what came of it.
   * @param copies which of them
   * @returns whether it was begun: on a live account the person may think better of it
   */
  async send(settings: BurstSettings, copies: Ranges): Promise<boolean> {
    const { services, sender } = this.#parts;
    const key = { accountId: settings.accountId, conversationId: settings.conversationId };
    const { account } = await sender.session(settings.accountId);
    const size = sizeOf(copies);
    if (!(await confirmBurst(account, size))) return false;
    const { client } = await sender.session(settings.accountId);
    const read = readTemplate(settings.template, vscode.l10n);
    if (read.complaint !== undefined) throw new Error(read.complaint);
    const { template } = read;
    const [author, recipients] = [plainParty(settings.author), settings.recipients.map(plainParty)];
    const words = {
      seed: settings.id,
      count: settings.count,
      author: calledBy(settings.author),
      recipient: calledBy(settings.recipients[0]),
    };
    const startedAt = Date.now();
    const title = this.reports.titleFor(startedAt);
    const cancel = new AbortController();
    const recorder = new BurstRecorder(this.#journals, {
      settings,
      startedAt,
      sentBefore: settings.before ?? 0,
    });
    const engine = new BurstEngine(
      { copies, perSecond: settings.perSecond, concurrency: settings.concurrency },
      {
        clock: engineClock,
        signal: cancel.signal,
        allow: (n) => recorder.allow(n),
        send: async (n) => {
          const text = template.text({ ...words, n, now: Date.now() });
          const body = {
            author,
            recipients,
            content: { type: 'TEXT', text },
            resourceId: resourceIdOf(settings, n),
          };
          try {
            await client.createCommunication(key.conversationId, body, { pacedByCaller: true });
            return { kind: 'sent' };
          } catch (error) {
            return outcomeOf(error);
          }
        },
      },
    );
    const report = (ended: BurstReport['ended']) =>
      reportOf(settings, engine, ended, { startedAt, title }, vscode.l10n);
    const running: Running = { id: settings.id, engine, recorder, report, cancel };
    await this.#markJournal(true);
    await recorder.begin(engine);
    this.#running.add(running);
    let ended: BurstEnd;
    try {
      ended = await this.#sendWithProgress(settings, running);
    } finally {
      this.#running.delete(running);
      await recorder.end();
      if (!this.#gone.signal.aborted) await this.#markJournal(this.#mayBeLeft || this.#running.size > 0);
    }
    if (this.#gone.signal.aborted) return true;
    const result = report(ended);
    this.reports.keep(result);
    this.#services.changed(key);
    this.reports.show(result);
    void this.#tell(result).catch((error) =>
      services.notifier.showFailure(error, { what: vscode.l10n.t('Could not send the rest of the burst') }),
    );
    return true;
  }

  /** Asks what is to become of bursts whose window is gone. */
  async takeUp(): Promise<void> {
    this.#mayBeLeft = true;
    this.#mayBeLeft = await takeUp(this.#journals, this, this.#parts, this.#gone.signal);
    await this.#markJournal(this.#mayBeLeft || this.#running.size > 0);
  }

  dispose(): void {
    this.#gone.abort();
    for (const { recorder, report, cancel } of this.#running) {
      try {
        recorder.leave(report('interrupted'));
      } catch {
        // The journal of a moment ago says nearly the same.
      }
      cancel.abort();
    }
    this.reports.dispose();
  }

  #sendWithProgress(settings: BurstSettings, { engine, cancel }: Running): Promise<BurstEnd> {
    const { masker } = this.#parts.services.privacy;
    const title = shownTitle(
      { id: settings.conversationId, name: settings.conversationName ?? null },
      masker,
    );
    return Promise.resolve(
      vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Burst into {0}', title),
          cancellable: true,
        },
        async (progress, token) => {
          const listening = token.onCancellationRequested(() => cancel.abort());
          let shown = 0;
          const tell = () => {
            const { message, share } = progressIn(engine, cancel.signal.aborted, {
              l10n: vscode.l10n,
              locale: vscode.env.language,
            });
            progress.report({ message, increment: Math.max(0, share * 100 - shown) });
            shown = Math.max(shown, share * 100);
          };
          const telling = setInterval(tell, TELL_EVERY_MS);
          try {
            tell();
            return await engine.run();
          } finally {
            clearInterval(telling);
            listening.dispose();
          }
        },
      ),
    );
  }

  /** Says how it ended, and offers what to do next. */
  async #tell(report: BurstReport): Promise<void> {
    const { settings, left } = report;
    const reader = readerHere(this.#parts.services.privacy);
    const show = vscode.l10n.t('Open Timeline');
    const rest = vscode.l10n.t('Send the Rest…');
    const said = vscode.l10n.t('Burst: {0}.', headline(report, reader));
    const size = sizeOf(left);
    const chosen =
      report.failed + size === 0
        ? await vscode.window.showInformationMessage(said, show)
        : await vscode.window.showWarningMessage(said, ...(size > 0 ? [rest] : []), show);
    if (chosen === show)
      await this.#parts.services.openTimeline({
        accountId: settings.accountId,
        conversationId: settings.conversationId,
      });
    if (chosen === rest) await this.#sendRestOf(report);
  }

  /** Sends what is left of the burst whose report has the focus. */
  async sendRestOfShown(): Promise<void> {
    const report = this.reports.active;
    if (report && report.left.length > 0) await this.#sendRestOf(report);
    else
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Nothing is left of this burst: each copy was sent or refused.'),
      );
  }

  #sendRestOf({ settings, left, sent }: BurstReport): Promise<boolean> {
    return this.sendRest(settings, left, (settings.before ?? 0) + sent);
  }

  /**
   * Sends what is left of a burst, after asking.
   * @param before how many had arrived
   * @returns whether it was begun
   */
  async sendRest(settings: BurstSettings, left: Ranges, before: number): Promise<boolean> {
    // Offered in several places: a journal is one burst's at a time.
    if ([...this.#running].some(({ id }) => id === settings.id)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('This burst is being sent already.'));
      return false;
    }
    const n = numberIn(sizeOf(left), vscode.env.language);
    const send = vscode.l10n.t('Send {0}', n);
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('Send the {0} that are left of the burst?', n),
      {
        modal: true,
        detail: vscode.l10n.t(
          'Those of which nobody knows whether they arrived are among them. Each has the resource ID that it had before: by it, one that is there already is updated, and none is there twice.',
        ),
      },
      send,
    );
    if (chosen !== send) return false;
    return this.send({ ...settings, before }, left);
  }

  #begin({ account }: Session, target: ComposeKey | undefined): BurstAnswers {
    const { drafts, lastUsed, services } = this.#parts;
    const last = services.workspaceState.get<LastAnswers>(LAST, {});
    const used = lastUsed.of(account.id);
    const conversationId = target?.conversationId ?? used?.conversationId;
    const draft =
      conversationId === undefined ? undefined : drafts.get({ accountId: account.id, conversationId });
    const same = used && used.conversationId === conversationId ? used : undefined;
    const author = draft?.author ?? same?.author;
    const recipients = draft?.recipients ?? same?.recipients;
    return {
      id: randomBytes(4).toString('hex'),
      text: draft?.text || last.template || vscode.l10n.t('Test {0} of {1}', '{{n}}', '{{count}}'),
      count: last.count ?? 100,
      perSecond: last.perSecond,
      concurrency: last.concurrency ?? 10,
      ...(conversationId === undefined ? {} : { conversationId }),
      ...(author ? { author } : {}),
      ...(recipients ? { recipients } : {}),
    };
  }

  #remember({ text, count, perSecond, concurrency }: BurstAnswers): void {
    this.#parts.services.workspaceState
      .update(LAST, { template: text, count, perSecond, concurrency })
      .then(undefined, () => undefined);
  }

  /** Whether the next window has something to look for. */
  async #markJournal(there: boolean): Promise<void> {
    await this.#parts.services.workspaceState
      .update(JOURNAL_STATE, there ? true : undefined)
      .then(undefined, () => undefined);
  }
}
