import * as vscode from 'vscode';
import { isLocationName, REGION_EDGES, twilioOrigin } from '../api/endpoint.ts';
import { isCancelled } from '../api/errors.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Account } from '../platform/session.ts';
import { runWizard, type Step } from '../platform/wizard.ts';
import type { AccountRecord, Authentication } from './account.ts';
import { checkAccount } from './accountCheck.ts';
import type { AccountStore } from './accountStore.ts';

/** What the person has answered so far. */
interface Draft {
  accountSid: string;
  method: 'apiKey' | 'authToken';
  keySid: string;
  secret: string;
  region: string | undefined;
  edge: string | undefined;
}

/** Lets a person sign in to a Twilio account, step by step; keeps it only when one request went through. */
export class SignIn {
  readonly #store: AccountStore;
  readonly #notifier: Notifier;
  readonly #userAgent: string;

  constructor(store: AccountStore, notifier: Notifier, userAgent: string) {
    this.#store = store;
    this.#notifier = notifier;
    this.#userAgent = userAgent;
  }

  /**
   * Asks, checks and keeps. When the check fails it says why and offers to correct the answers, which are kept.
   * @returns the account, or `undefined` when the person gave up
   */
  async run(): Promise<Account | undefined> {
    let draft: Draft = {
      accountSid: '',
      method: 'apiKey',
      keySid: '',
      secret: '',
      region: undefined,
      edge: undefined,
    };
    for (;;) {
      const answered = await runWizard(vscode.l10n.t('Sign In to Twilio'), draft, stepsOf);
      if (!answered) return undefined;
      draft = answered;
      if (await this.#check(draft)) break;
    }
    const known = (await this.#store.all()).find(
      ({ accountSid, origin }) => accountSid === draft.accountSid && origin === twilioOrigin(draft),
    );
    const record: AccountRecord = {
      version: 2,
      kind: 'twilio',
      // The same account has the same id again after a sign-out: what was open on it finds it.
      id: known?.id ?? `${draft.accountSid}@${new URL(twilioOrigin(draft)).host}`,
      label: known?.label ?? labelOf(draft),
      accountSid: draft.accountSid,
      authentication: authenticationOf(draft),
      region: draft.region,
      edge: draft.edge,
    };
    await this.#store.save(record);
    void vscode.window.showInformationMessage(vscode.l10n.t('Signed in to {0}.', record.label));
    return (await this.#store.all()).find(({ id }) => id === record.id);
  }

  /** One request with the credentials. @returns true when it went through, or the person keeps them unchecked */
  async #check(draft: Draft): Promise<boolean> {
    try {
      await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Checking the credentials…'),
          cancellable: true,
        },
        async (_progress, token) => {
          const abort = new AbortController();
          token.onCancellationRequested(() => abort.abort());
          await checkAccount(
            { ...draft, authentication: authenticationOf(draft) },
            { userAgent: this.#userAgent, signal: abort.signal },
          );
        },
      );
      return true;
    } catch (error) {
      if (isCancelled(error)) return false;
      const { title, detail } = this.#notifier.explain(error, { what: vscode.l10n.t('Could not sign in') });
      const correct = vscode.l10n.t('Correct…');
      const chosen = await vscode.window.showErrorMessage(title, { modal: true, detail }, correct);
      if (chosen === correct) return false;
      throw new vscode.CancellationError();
    }
  }
}

function stepsOf(draft: Draft): readonly Step<Draft>[] {
  return [
    askAccountSid,
    askMethod,
    ...(draft.method === 'apiKey' ? [askKeySid] : []),
    askSecret,
    askRegion,
    askEdge,
  ];
}

const askAccountSid: Step<Draft> = async (draft, ui) => {
  draft.accountSid = (
    await ui.text({
      prompt: vscode.l10n.t('Account SID, from the Twilio Console’s start page'),
      placeholder: 'AC…',
      value: draft.accountSid,
      keep: (text) => {
        draft.accountSid = text;
      },
      validate: (text) =>
        /^AC[0-9a-fA-F]{32}$/.test(text.trim())
          ? undefined
          : vscode.l10n.t('An account SID is AC and 32 hexadecimal digits.'),
    })
  ).trim();
};

const askMethod: Step<Draft> = async (draft, ui) => {
  const items = [
    {
      label: vscode.l10n.t('API key'),
      detail: vscode.l10n.t('Recommended: it can be revoked by itself. SK… and its secret.'),
      method: 'apiKey' as const,
    },
    {
      label: vscode.l10n.t('Auth token'),
      detail: vscode.l10n.t('The account’s own: it opens everything the account holds.'),
      method: 'authToken' as const,
    },
  ];
  const { method } = await ui.pick({
    placeholder: vscode.l10n.t('How do you authenticate?'),
    items,
    active: (item) => item.method === draft.method,
  });
  // A secret belongs to one way of authenticating: it is asked for anew when the way changes.
  if (method !== draft.method) draft.secret = '';
  draft.method = method;
};

const askKeySid: Step<Draft> = async (draft, ui) => {
  draft.keySid = (
    await ui.text({
      prompt: vscode.l10n.t('API key SID'),
      placeholder: 'SK…',
      value: draft.keySid,
      keep: (text) => {
        draft.keySid = text;
      },
      validate: (text) =>
        /^SK[0-9a-fA-F]{32}$/.test(text.trim())
          ? undefined
          : vscode.l10n.t('An API key SID is SK and 32 hexadecimal digits.'),
    })
  ).trim();
};

const askSecret: Step<Draft> = async (draft, ui) => {
  draft.secret = (
    await ui.text({
      prompt:
        draft.method === 'apiKey'
          ? vscode.l10n.t(
              'Secret of the API key. It is kept in the editor’s secret storage and nowhere else.',
            )
          : vscode.l10n.t('Auth token. It is kept in the editor’s secret storage and nowhere else.'),
      password: true,
      value: draft.secret,
      keep: (text) => {
        draft.secret = text;
      },
      validate: (text) => (text.trim() === '' ? vscode.l10n.t('A secret is needed.') : undefined),
    })
  ).trim();
};

const askRegion: Step<Draft> = async (draft, ui) => {
  const regions = [undefined, ...Object.keys(REGION_EDGES)];
  const { region } = await ui.pick({
    placeholder: vscode.l10n.t('Region the credentials belong to'),
    items: regions.map((region) => ({
      label: region ?? vscode.l10n.t('Default'),
      description: region === undefined ? 'us1' : (REGION_EDGES[region] ?? ''),
      region,
    })),
    active: (item) => item.region === draft.region,
  });
  // An edge goes with its region.
  if (region !== draft.region) draft.edge = undefined;
  draft.region = region;
};

const askEdge: Step<Draft> = async (draft, ui) => {
  const usual = draft.region ? REGION_EDGES[draft.region] : undefined;
  const text = await ui.text({
    prompt: vscode.l10n.t('Edge: the way into Twilio’s network. Leave it empty for the default.'),
    placeholder: usual ?? 'ashburn',
    value: draft.edge ?? usual ?? '',
    validate: (edge) =>
      edge.trim() === '' || isLocationName(edge.trim())
        ? undefined
        : vscode.l10n.t('An edge is written in lower-case letters, digits and hyphens, such as “dublin”.'),
  });
  draft.edge = text.trim() || undefined;
};

function authenticationOf({ method, keySid, secret }: Draft): Authentication {
  return method === 'apiKey' ? { method, keySid, secret } : { method, secret };
}

function labelOf({ accountSid, region }: Draft): string {
  const short = `${accountSid.slice(0, 6)}…${accountSid.slice(-4)}`;
  return region ? `${short} (${region})` : short;
}
