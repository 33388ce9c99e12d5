import * as vscode from 'vscode';
import { PREFIX } from '../platform/commands.ts';
import { type AccountDetails, type AccountRecord, publicPart } from './account.ts';
import { signingKey } from './signingKey.ts';

const KEY_PREFIX = `${PREFIX}.account.`;
const ACTIVE_KEY = `${PREFIX}.activeAccount`;

/** An account that nobody was asked to name: one with the same id keeps its name, a new one is called as suggested. */
export type NamelessRecord = Omit<Extract<AccountRecord, { kind: 'sandbox' }>, 'label'> & {
  suggestedLabel: string;
};

/**
 * The accounts a person is signed in to: one record each in SecretStorage, and which one is active. That is no secret,
 * but lies there too, since SecretStorage tells every window of a change and globalState tells none.
 */
export class AccountStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;
  #records: Promise<AccountRecord[]> | undefined;

  /** An account was added, changed, removed, or another one is active. */
  readonly onDidChange = this.#changed.event;

  constructor(context: Pick<vscode.ExtensionContext, 'secrets'>, log: vscode.LogOutputChannel) {
    this.#secrets = context.secrets;
    this.#log = log;
    this.#listening = this.#secrets.onDidChange(({ key }) => {
      if (key.startsWith(KEY_PREFIX) || key === ACTIVE_KEY) this.#notice();
    });
  }

  /** Every account, by label. */
  async all(): Promise<AccountDetails[]> {
    return (await this.#load()).map(publicPart);
  }

  /** The account that commands and views use; the first one when none was chosen. */
  async active(): Promise<AccountDetails | undefined> {
    const [records, chosen] = await Promise.all([this.#load(), this.#secrets.get(ACTIVE_KEY)]);
    const record = records.find(({ id }) => id === chosen) ?? records[0];
    return record && publicPart(record);
  }

  /** All of them with their secrets, for src/accounts alone. */
  async records(): Promise<readonly AccountRecord[]> {
    return this.#load();
  }

  /** With the secret, for the client alone. */
  async record(id: string): Promise<AccountRecord | undefined> {
    return (await this.#load()).find((record) => record.id === id);
  }

  /** Keeps an account and makes it the active one. One with the same id is replaced. */
  async save(record: AccountRecord | NamelessRecord): Promise<void> {
    await this.#put(record);
    await this.activate(record.id);
  }

  /** Keeps an account. The active one stays active; where there was none, one of those that are here becomes it. */
  async add(record: AccountRecord): Promise<void> {
    const active = await this.active();
    // Where none was chosen the first one by label is active: with one more it could be another.
    if (active && !(await this.#secrets.get(ACTIVE_KEY))) await this.#secrets.store(ACTIVE_KEY, active.id);
    await this.#put(record);
    this.#notice();
  }

  /** Replaces an account's record, active or not; does nothing when it was signed out of meanwhile. */
  async update(record: AccountRecord | NamelessRecord): Promise<void> {
    if (!(await this.record(record.id))) return;
    await this.#put(record);
    this.#notice();
  }

  async activate(id: string): Promise<void> {
    await this.#secrets.store(ACTIVE_KEY, id);
    this.#notice();
  }

  /** Forgets an account and its secret. */
  async remove(id: string): Promise<void> {
    await Promise.all([this.#secrets.delete(KEY_PREFIX + id), this.#secrets.delete(signingKey(id))]);
    this.#notice();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #put(record: AccountRecord | NamelessRecord): Promise<void> {
    const named =
      'label' in record
        ? record
        : { ...record, label: (await this.record(record.id))?.label ?? record.suggestedLabel };
    const { checkRecord } = await recordShape();
    const checked = checkRecord(named);
    await this.#secrets.store(KEY_PREFIX + checked.id, JSON.stringify(checked));
  }

  #notice(): void {
    this.#records = undefined;
    this.#changed.fire();
  }

  #load(): Promise<AccountRecord[]> {
    this.#records ??= this.#read().catch((error) => {
      this.#records = undefined;
      throw error;
    });
    return this.#records;
  }

  async #read(): Promise<AccountRecord[]> {
    const keys = (await this.#secrets.keys()).filter((key) => key.startsWith(KEY_PREFIX));
    const records = await Promise.all(keys.map((key) => this.#readOne(key)));
    return records
      .filter((record) => record !== undefined)
      .sort((a, b) => a.label.localeCompare(b.label) || a.id.localeCompare(b.id));
  }

  async #readOne(key: string): Promise<AccountRecord | undefined> {
    const json = await this.#secrets.get(key);
    if (json === undefined) return undefined;
    const { readRecord } = await recordShape();
    try {
      return readRecord(JSON.parse(json));
    } catch {
      // The reason could quote the record, and so the secret: only its key is named.
      this.#log.warn(`An account could not be read and is left out; sign in to it again: ${key}`);
      return undefined;
    }
  }
}

/** What checks records is loaded with the first: a window where nobody is signed in needs none of it. */
function recordShape(): Promise<typeof import('./accountRecord.ts')> {
  return import('./accountRecord.ts');
}
