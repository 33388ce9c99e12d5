import { type Finding, SEVERITIES, type Severity } from './finding.ts';

/** What was diagnosed. */
export type Subject =
  | {
      readonly kind: 'conversation';
      readonly accountId: string;
      readonly conversationId: string;
      readonly title: string;
      readonly status: string;
    }
  | {
      readonly kind: 'configuration';
      readonly accountId: string;
      readonly configurationId: string;
      readonly title: string;
    };

/** What came of it. */
export interface Diagnosed {
  readonly subject: Subject;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The worst first. */
  readonly findings: readonly Finding[];
}

/** How findings stand together. */
export type Grouping = 'subject' | 'severity';

export type Counts = Readonly<Record<Severity, number>>;

/** Names a subject, the same in each diagnosis. */
export function subjectKey(subject: Subject): string {
  return subject.kind === 'conversation'
    ? `${subject.accountId}/conversation/${subject.conversationId}`
    : `${subject.accountId}/configuration/${subject.configurationId}`;
}

/** The findings of all that was diagnosed in this window. The evidence that they were made of is not kept. */
export class Results {
  readonly #all = new Map<string, Diagnosed>();
  /** Severities that are shown. */
  shown: ReadonlySet<Severity> = new Set(SEVERITIES);

  /** Takes the place of what was found of the same subject before. */
  put(diagnosed: Diagnosed): void {
    this.#all.set(subjectKey(diagnosed.subject), diagnosed);
  }

  remove(subject: Subject): void {
    this.#all.delete(subjectKey(subject));
  }

  clear(): void {
    this.#all.clear();
  }

  /** Forgets what is not of one of these accounts any more. */
  keepAccounts(accountIds: ReadonlySet<string>): void {
    for (const [key, { subject }] of this.#all) if (!accountIds.has(subject.accountId)) this.#all.delete(key);
  }

  /** Forgets an account's: it is diagnosed as a whole. */
  clearAccount(accountId: string): void {
    for (const [key, { subject }] of this.#all) if (subject.accountId === accountId) this.#all.delete(key);
  }

  get size(): number {
    return this.#all.size;
  }

  get accountIds(): ReadonlySet<string> {
    return new Set([...this.#all.values()].map(({ subject }) => subject.accountId));
  }

  of(key: string): Diagnosed | undefined {
    return this.#all.get(key);
  }

  /** The worst first; those that are equally bad as they came. What is filtered out is not in it. */
  list(): Diagnosed[] {
    const all = [...this.#all.values()].map((diagnosed) => ({
      ...diagnosed,
      findings: diagnosed.findings.filter(({ severity }) => this.shown.has(severity)),
    }));
    // A subject whose findings are all filtered out would look as if it had none.
    const visible = all.filter(
      ({ findings, subject }) =>
        findings.length > 0 || this.#all.get(subjectKey(subject))?.findings.length === 0,
    );
    return visible.sort((a, b) => rank(a) - rank(b));
  }

  /** How many findings there are, whatever is filtered out. */
  counts(): Counts {
    return countsOf([...this.#all.values()]);
  }
}

/** How many findings of each severity there are. */
export function countsOf(diagnosed: readonly Diagnosed[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { findings } of diagnosed) for (const { severity } of findings) counts[severity]++;
  return counts;
}

function rank({ findings: [worst] }: Diagnosed): number {
  return worst ? SEVERITIES.indexOf(worst.severity) : SEVERITIES.length;
}
