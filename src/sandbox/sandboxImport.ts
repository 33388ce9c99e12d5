import * as vscode from 'vscode';
import type { Masker } from '../platform/masking.ts';
import { SandboxAdministration } from './administration.ts';
import type { RunningSandbox } from './controller.ts';
import {
  type ImportableConversation,
  type ImportableFile,
  MOST_BYTES,
  onlyThese,
  readImportable,
} from './importFile.ts';

/**
 * “Import into Sandbox…”: takes exported conversations into the sandbox, beside what is there. A bundle of its own: few
 * windows ever import.
 */
export class SandboxImport implements vscode.Disposable {
  readonly #masker: () => Masker;
  readonly #imported: (openConversationId?: string) => Promise<void>;

  /**
   * @param masker what titles are shown through
   * @param imported shows what is in the sandbox now; with an id, that conversation's timeline too
   */
  constructor(masker: () => Masker, imported: (openConversationId?: string) => Promise<void>) {
    this.#masker = masker;
    this.#imported = imported;
  }

  /** Asks which files. */
  async pick(): Promise<readonly vscode.Uri[]> {
    return (
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Import into the Sandbox'),
        openLabel: vscode.l10n.t('Import'),
        canSelectMany: true,
        filters: { JSON: ['json'] },
      })) ?? []
    );
  }

  /**
   * Shows what is in the files, and takes in what the person leaves ticked. Each file comes in whole or not at all.
   * @throws Error in words for people: which file is no export and why, or what the sandbox does not accept
   */
  async run(uris: readonly vscode.Uri[], sandbox: RunningSandbox): Promise<void> {
    const administration = new SandboxAdministration(sandbox);
    const files = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the exports…') },
      () => Promise.all(uris.map(readFile)),
    );
    const all = files.flatMap(({ conversations }) => conversations);
    if (all.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no conversation in it.'));
      return;
    }
    const existing = await administration.existing(all.map(({ id }) => id));
    const chosen = await choose(files, existing, this.#masker());
    if (!chosen || chosen.size === 0) return;
    const wanted = files.filter(({ conversations }) => conversations.some(({ id }) => chosen.has(id)));
    try {
      await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Importing into the sandbox…'),
        },
        async () => {
          for (const { document, conversations } of wanted) {
            const some = conversations.some(({ id }) => !chosen.has(id));
            await administration.importDocument(some ? onlyThese(document, chosen) : document);
          }
        },
      );
    } finally {
      // Where a file is refused, those before it are in.
      await this.#imported();
    }
    void this.#announce(all.filter(({ id }) => chosen.has(id)));
  }

  dispose(): void {}

  async #announce(taken: readonly ImportableConversation[]): Promise<void> {
    const communications = taken.reduce((sum, each) => sum + each.communications, 0).toLocaleString();
    const [only] = taken;
    const open = vscode.l10n.t('Open Timeline');
    const pressed = await vscode.window.showInformationMessage(
      taken.length === 1
        ? vscode.l10n.t(
            '{0} is in the sandbox now, communications: {1}.',
            only ? this.#masker().title(only.name, only.id) : '',
            communications,
          )
        : vscode.l10n.t(
            '{0} conversations are in the sandbox now, communications: {1}.',
            taken.length.toLocaleString(),
            communications,
          ),
      open,
    );
    if (pressed === open) await this.#imported(only?.id);
  }
}

async function readFile(uri: vscode.Uri): Promise<ImportableFile> {
  const name = uri.path.split('/').at(-1) ?? '';
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_BYTES) {
      throw new Error(
        vscode.l10n.t(
          'It is larger than {0} MB. Start a sandbox with it in a terminal instead: --data FILE',
          MOST_BYTES / 1024 / 1024,
        ),
      );
    }
    return readImportable(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    throw new Error(vscode.l10n.t('{0} was not imported. {1}', name, (error as Error).message), {
      cause: error,
    });
  }
}

/** Shows what there is, all of it ticked. @returns the ids of what is to come in */
async function choose(
  files: readonly ImportableFile[],
  existing: ReadonlySet<string>,
  masker: Masker,
): Promise<Set<string> | undefined> {
  const items = files.flatMap(({ conversations, masked }) =>
    conversations.map(({ id, name, status, participants, communications }) => ({
      id,
      label: masker.title(name, id).replaceAll('$(', '('),
      description: existing.has(id) ? vscode.l10n.t('takes the place of the one that is in the sandbox') : '',
      detail: [
        status,
        vscode.l10n.t('communications: {0}', communications.toLocaleString()),
        vscode.l10n.t('participants: {0}', participants),
        masked ? vscode.l10n.t('names, addresses and texts are hidden in it') : '',
      ]
        .filter(Boolean)
        .join(' · '),
      picked: true,
    })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Import into the Sandbox'),
    placeHolder: vscode.l10n.t('Which conversations? What else is in the sandbox stays as it is.'),
    matchOnDetail: true,
  });
  return picked && new Set(picked.map(({ id }) => id));
}
