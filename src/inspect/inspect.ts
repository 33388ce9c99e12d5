import * as vscode from 'vscode';
import { shortId } from '../platform/display.ts';
import type { Masker } from '../platform/masking.ts';
import { MemoryDocuments } from '../platform/memoryDocuments.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Privacy } from '../platform/privacy.ts';
import { idOf, type ResourceRef } from '../platform/resourceRef.ts';
import type { SessionSource } from '../platform/session.ts';
import { SignedOutError } from '../platform/signedOut.ts';
import { compareWithEarlier } from './compareJson.ts';
import { consolePage } from './consoleUrl.ts';
import { readQuery } from './jsonAddress.ts';
import { JsonDocuments } from './jsonDocuments.ts';
import { JSON_SCHEME } from './jsonScheme.ts';

/** What can be looked at more closely: a row of a tree, or whatever else names a resource. */
export interface Inspectable {
  readonly ref?: ResourceRef;
  /** The resource as it is shown there. */
  readonly resource?: object | undefined;
  readonly name?: string;
}

/** Looks at single resources. In a bundle of its own: no window needs it at the start. */
export class Inspect implements vscode.Disposable {
  readonly documents: JsonDocuments;
  readonly #sessions: SessionSource;
  readonly #privacy: Privacy;
  readonly #sides = new MemoryDocuments('twilio-conversations-moment');

  /** @param changed has the editor read a JSON document again */
  constructor(
    sessions: SessionSource,
    notifier: Notifier,
    privacy: Privacy,
    changed: (uri: vscode.Uri) => void,
  ) {
    this.#sessions = sessions;
    this.documents = new JsonDocuments(sessions, notifier, privacy, changed);
    this.#privacy = privacy;
  }

  async openJson(from?: Inspectable): Promise<void> {
    const subject = subjectOf(from, this.#privacy.masker);
    if (subject) await this.documents.open(subject.ref, subject.name);
  }

  /** @param selected what it is about when neither a row is given nor a JSON document has the focus */
  async compareJson(from: Inspectable | undefined, selected: () => Inspectable | undefined): Promise<void> {
    const subject = subjectOf(from ?? activeDocument() ?? selected(), this.#privacy.masker);
    if (subject) await compareWithEarlier(this.documents, this.#sides, subject, this.#privacy.masker);
  }

  /** @param uri the document whose title bar was used; the one that has the focus when absent */
  async refreshJson(
    uri: vscode.Uri | undefined = vscode.window.activeTextEditor?.document.uri,
  ): Promise<void> {
    if (uri?.scheme === JSON_SCHEME) await this.documents.refresh(uri);
  }

  /** Opens the Console's page for a row; the active account's without one. */
  async openInConsole(from?: Inspectable): Promise<void> {
    const ref = from?.ref;
    const session = await (ref ? this.#sessions.of(ref.accountId) : this.#sessions.active());
    if (!session) throw new SignedOutError();
    const { account } = session;
    if (account.sandbox) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          '{0} is a sandbox on this machine: the Twilio Console does not know what is in it.',
          account.label,
        ),
      );
      return;
    }
    const { url, exact } = consolePage(account, ref);
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
    if (ref && !exact) {
      vscode.window.setStatusBarMessage(
        vscode.l10n.t(
          'The Console has no known page of {0} itself: its nearest was opened',
          shortId(idOf(ref)),
        ),
        SHOWN_MS,
      );
    }
  }

  /** Something in a conversation was changed, or it was deleted: documents that show of it are read again. */
  async conversationChanged(accountId: string, conversationId: string): Promise<void> {
    await this.documents.refreshWhere(
      (ref) =>
        'conversationId' in ref && ref.accountId === accountId && ref.conversationId === conversationId,
    );
  }

  dispose(): void {
    this.documents.dispose();
    this.#sides.dispose();
  }
}

const SHOWN_MS = 6_000;

/** What is looked at. */
interface Subject {
  ref: ResourceRef;
  name: string;
  resource: object | undefined;
}

/** What to look at; says what to do when there is nothing. */
function subjectOf(from: Inspectable | undefined, masker: Masker): Subject | undefined {
  if (from?.ref) {
    const { ref, name, resource } = from;
    // It names a tab, and what of the name is a person's is not known of every kind of resource.
    const known = masker.on ? undefined : name;
    return { ref, name: known ?? shortId(idOf(ref)), resource };
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Select a row in the side bar first: a conversation, a participant or another resource.'),
  );
  return undefined;
}

/** The resource whose JSON document has the focus. */
function activeDocument(): Inspectable | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== JSON_SCHEME) return undefined;
  const ref = readQuery(uri.query);
  const name = uri.path
    .split('/')
    .at(-1)
    ?.replace(/\.json$/, '');
  return ref && { ref, ...(name ? { name } : {}) };
}
