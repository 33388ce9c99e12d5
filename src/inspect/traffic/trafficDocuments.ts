import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { BoundedLog } from '../../platform/logView/boundedLog.ts';
import { fileName } from '../../platform/memoryDocuments.ts';
import type { Privacy } from '../../platform/privacy.ts';
import type { ReadableFiles } from '../../platform/readOnlyFiles.ts';
import { shownBody } from './shownTraffic.ts';
import type { TrafficRecord } from './trafficRecord.ts';
import { TRAFFIC_SCHEME } from './trafficScheme.ts';

export type Side = 'request' | 'answer';

/** The bodies of exchanges as read-only documents: as they are shown elsewhere, and hidden when those are. */
export class TrafficDocuments implements ReadableFiles, vscode.Disposable {
  readonly #log: BoundedLog<TrafficRecord>;
  readonly #privacy: Privacy;
  /** A tab that the editor brings back after a reload must not show another record that has the same number now. */
  readonly #run = randomUUID();
  readonly #listening: vscode.Disposable;
  #version = 1;

  /** @param changed has the editor read a document again */
  constructor(log: BoundedLog<TrafficRecord>, privacy: Privacy, changed: (uri: vscode.Uri) => void) {
    this.#log = log;
    this.#privacy = privacy;
    this.#listening = privacy.onDidChange(() => {
      this.#version++;
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === TRAFFIC_SCHEME) changed(uri);
    });
  }

  async open(record: TrafficRecord, side: Side): Promise<void> {
    const isJson = shownBody(record[side], this.#privacy.masker)?.language === 'json';
    const what = side === 'request' ? vscode.l10n.t('request') : vscode.l10n.t('answer');
    const name = `${record.operation ?? record.method} ${record.id} ${what}`;
    const uri = vscode.Uri.from({
      scheme: TRAFFIC_SCHEME,
      path: `/${fileName(name)}.${isJson ? 'json' : 'txt'}`,
      query: new URLSearchParams({ run: this.#run, id: record.id, side }).toString(),
    });
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { byteLength } = this.#bytes(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: this.#version, size: byteLength };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.#bytes(uri);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #bytes({ query }: vscode.Uri): Uint8Array {
    const { run, id = '', side } = Object.fromEntries(new URLSearchParams(query));
    const record = run === this.#run ? this.#log.get(id) : undefined;
    const body =
      record && shownBody(side === 'request' ? record.request : record.answer, this.#privacy.masker);
    const text = body?.text ?? vscode.l10n.t('This body was kept in memory for a while, and is gone now.');
    return Buffer.from(`${text}\n`);
  }
}
