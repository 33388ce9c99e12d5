import * as vscode from 'vscode';
import { isLocationName, REGION_EDGES } from '../api/endpoint.ts';
import { isLoopbackOrigin } from '../platform/loopback.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Account } from '../platform/session.ts';
import { runWizard, type Step } from '../platform/wizard.ts';
import type { AccountRecord, Authentication } from './account.ts';
import { idFor, suggestedLabel, type UnnamedRecord } from './accountIdentity.ts';
import { askForLabel, askForSecret } from './accountQuestions.ts';
import type { AccountStore } from './accountStore.ts';
import { passesCheck } from './credentialCheck.ts';
import { sandboxOriginFrom } from './sandboxAddress.ts';

/** What a sandbox accepts that was told nothing else. */
export interface SandboxDefaults {
  origin: string;
  accountSid: string;
  authToken: string;
}

/** What the person has answered so far. */
interface Draft {
  way: Authentication['method'] | 'sandbox';
  accountSid: string;
  keySid: string;
  clientId: string;
  secret: string;
  region: string | undefined;
  edge: string | undefined;
  sandbox: SandboxDefaults;
  /** Absent until it was typed: what is suggested depends on the other answers. */
  label?: string;
}

/** Lets a person sign in to an account, step by step; keeps it only when one request went through. */
export class SignIn {
  readonly #store: AccountStore;
  readonly #notifier: Notifier;
  readonly #userAgent: string;
  readonly #sandbox: () => SandboxDefaults;

  constructor(store: AccountStore, notifier: Notifier, userAgent: string, sandbox: () => SandboxDefaults) {
    this.#store = store;
    this.#notifier = notifier;
    this.#userAgent = userAgent;
    this.#sandbox = sandbox;
  }

  /**
   * Asks, checks and keeps. When the check fails it says why and offers to correct the answers, which are kept.
   * @returns the account, or `undefined` when the person gave up
   */
  async run(): Promise<Account | undefined> {
    const records = await this.#store.records();
    let draft: Draft = {
      way: 'apiKey',
      accountSid: '',
      keySid: '',
      clientId: '',
      secret: '',
      region: undefined,
      edge: undefined,
      sandbox: this.#sandbox(),
    };
    let record: AccountRecord;
    do {
      const answered = await runWizard(vscode.l10n.t('Sign In to Twilio'), draft, (answers) =>
        stepsOf(answers, records),
      );
      if (!answered) return undefined;
      draft = answered;
      record = recordOf(draft, records);
    } while (
      !(await passesCheck(record, vscode.l10n.t('Could not sign in'), this.#notifier, this.#userAgent))
    );
    await this.#store.save(record);
    void vscode.window.showInformationMessage(vscode.l10n.t('Signed in to {0}.', record.label));
    return (await this.#store.all()).find(({ id }) => id === record.id);
  }
}

function stepsOf({ way }: Draft, records: readonly AccountRecord[]): readonly Step<Draft>[] {
  const askLabel: Step<Draft> = async (draft, ui) => {
    const unnamed = unnamedRecordOf(draft);
    draft.label = await askForLabel(ui, records, {
      id: idFor(records, unnamed),
      value: draft.label ?? suggestedLabel(records, unnamed),
      keep: (text) => {
        draft.label = text;
      },
    });
  };
  if (way === 'sandbox') return [askWay, askSandboxAddress, askSandboxSid, askSandboxToken, askLabel];
  return [
    askWay,
    askAccountSid,
    ...(way === 'apiKey' ? [askKeySid] : []),
    ...(way === 'oauth' ? [askClientId] : []),
    askSecret,
    askRegion,
    askEdge,
    askLabel,
  ];
}

const askWay: Step<Draft> = async (draft, ui) => {
  const items: (vscode.QuickPickItem & { way: Draft['way'] })[] = [
    {
      label: vscode.l10n.t('API key'),
      detail: vscode.l10n.t('Recommended: it can be revoked by itself. SK… and its secret.'),
      way: 'apiKey',
    },
    {
      label: vscode.l10n.t('Auth token'),
      detail: vscode.l10n.t('The account’s own: it opens everything the account holds.'),
      way: 'authToken',
    },
    {
      label: vscode.l10n.t('OAuth client credentials'),
      detail: vscode.l10n.t('Client ID and secret of an OAuth app; they buy tokens that last an hour.'),
      way: 'oauth',
    },
    {
      label: vscode.l10n.t('Sandbox at an address'),
      detail: vscode.l10n.t('One that somebody started on this machine, such as from a terminal.'),
      way: 'sandbox',
    },
  ];
  const { way } = await ui.pick({
    placeholder: vscode.l10n.t('How do you authenticate?'),
    items,
    active: (item) => item.way === draft.way,
  });
  // A secret belongs to one way of authenticating: it is asked for anew when the way changes.
  if (way !== draft.way) {
    draft.secret = '';
    delete draft.label;
  }
  draft.way = way;
};

const askAccountSid: Step<Draft> = async (draft, ui) => {
  draft.accountSid = (
    await ui.text({
      prompt: vscode.l10n.t('Account SID, from the Twilio Console’s start page'),
      placeholder: 'AC…',
      value: draft.accountSid,
      keep: (text) => {
        draft.accountSid = text;
        delete draft.label;
      },
      validate: (text) => complaintAboutSid(text),
    })
  ).trim();
};

const askKeySid: Step<Draft> = async (draft, ui) => {
  draft.keySid = (
    await ui.text({
      prompt: vscode.l10n.t('API key SID'),
      placeholder: 'SK…',
      value: draft.keySid,
      keep: (text) => {
        draft.keySid = text;
        delete draft.label;
      },
      validate: (text) =>
        /^SK[0-9a-fA-F]{32}$/.test(text.trim())
          ? undefined
          : vscode.l10n.t('An API key SID is SK and 32 hexadecimal digits.'),
    })
  ).trim();
};

const askClientId: Step<Draft> = async (draft, ui) => {
  draft.clientId = (
    await ui.text({
      prompt: vscode.l10n.t('Client ID of the OAuth app, from the Twilio Console'),
      placeholder: 'OQ…',
      value: draft.clientId,
      keep: (text) => {
        draft.clientId = text;
        delete draft.label;
      },
      validate: (text) =>
        /^[\x21-\x7e]+$/.test(text.trim())
          ? undefined
          : vscode.l10n.t('A client ID is letters, digits and signs, without spaces.'),
    })
  ).trim();
};

const askSecret: Step<Draft> = async (draft, ui) => {
  if (draft.way === 'sandbox') return;
  draft.secret = await askForSecret(ui, draft.way, {
    value: draft.secret,
    keep: (text) => {
      draft.secret = text;
    },
  });
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
  // An edge goes with its region, and what the account is called unless the person said so.
  if (region !== draft.region) {
    draft.edge = undefined;
    delete draft.label;
  }
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

const askSandboxAddress: Step<Draft> = async (draft, ui) => {
  const { sandbox } = draft;
  const text = await ui.text({
    prompt: vscode.l10n.t('Address of the sandbox, as it said when it was started'),
    placeholder: 'http://127.0.0.1:4010',
    value: sandbox.origin,
    keep: (typed) => {
      sandbox.origin = typed;
      delete draft.label;
    },
    validate: (typed) =>
      isLoopbackOrigin(sandboxOriginFrom(typed))
        ? undefined
        : vscode.l10n.t('A sandbox has an http address on this machine, such as http://127.0.0.1:4010.'),
  });
  sandbox.origin = sandboxOriginFrom(text);
};

const askSandboxSid: Step<Draft> = async ({ sandbox }, ui) => {
  sandbox.accountSid = (
    await ui.text({
      prompt: vscode.l10n.t(
        'Account SID in the sandbox. It is this one unless the sandbox was told another.',
      ),
      placeholder: 'AC…',
      value: sandbox.accountSid,
      keep: (text) => {
        sandbox.accountSid = text;
      },
      validate: (text) => complaintAboutSid(text),
    })
  ).trim();
};

const askSandboxToken: Step<Draft> = async ({ sandbox }, ui) => {
  sandbox.authToken = (
    await ui.text({
      prompt: vscode.l10n.t(
        'Auth token in the sandbox. It is filled in unless the sandbox was told another.',
      ),
      // A team may have given its sandbox a token of its own.
      password: true,
      value: sandbox.authToken,
      keep: (text) => {
        sandbox.authToken = text;
      },
      validate: (text) => (text.trim() === '' ? vscode.l10n.t('A token is needed.') : undefined),
    })
  ).trim();
};

function complaintAboutSid(text: string): string | undefined {
  return /^AC[0-9a-fA-F]{32}$/.test(text.trim())
    ? undefined
    : vscode.l10n.t('An account SID is AC and 32 hexadecimal digits.');
}

function recordOf(draft: Draft, records: readonly AccountRecord[]): AccountRecord {
  const unnamed = unnamedRecordOf(draft);
  return {
    ...unnamed,
    id: idFor(records, unnamed),
    label: draft.label ?? suggestedLabel(records, unnamed),
  };
}

function unnamedRecordOf(draft: Draft): UnnamedRecord {
  const { way, accountSid, region, edge, sandbox } = draft;
  if (way === 'sandbox') {
    return {
      version: 2,
      kind: 'sandbox',
      accountSid: sandbox.accountSid,
      authentication: { method: 'authToken', secret: sandbox.authToken },
      origin: sandbox.origin,
    };
  }
  return {
    version: 2,
    kind: 'twilio',
    accountSid,
    authentication: authenticationOf(way, draft),
    region,
    edge,
  };
}

function authenticationOf(
  method: Authentication['method'],
  { keySid, clientId, secret }: Draft,
): Authentication {
  switch (method) {
    case 'apiKey':
      return { method, keySid, secret };
    case 'authToken':
      return { method, secret };
    case 'oauth':
      return { method, clientId, secret };
  }
}
