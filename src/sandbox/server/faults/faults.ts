import { createRandom, hash, type Random } from '../store/random.ts';
import { combine, type FaultEffects, isDecisive, NO_FAULT, shows } from './effects.ts';
import { strikesListsOnly } from './kinds.ts';
import { matchesOperation } from './operationPatterns.ts';
import { type FaultRule, type FaultRuleInput, readFaultRule } from './rules.ts';

/** A rule that is in force. A snapshot: it does not change when the rule strikes again. */
export interface ActiveFault {
  readonly id: string;
  readonly rule: FaultRule;
  /** How many requests it has struck. */
  readonly struck: number;
  /** How many more it will strike; absent when it stays until it is removed. */
  readonly remaining?: number;
}

/** What a fault can go by. */
export interface FaultRequest {
  /** One of OPERATIONS; a request that is none of them is struck by rules for all, reads or writes only. */
  readonly operation: string;
  readonly isWrite: boolean;
  readonly isList: boolean;
  readonly hasPageToken: boolean;
}

interface Entry {
  readonly id: string;
  readonly rule: FaultRule;
  readonly random: Random;
  struck: number;
}

function isMeant(rule: FaultRule, request: FaultRequest): boolean {
  if (strikesListsOnly(rule.kind) && !request.isList) return false;
  if (rule.kind === 'expired-token' && !request.hasPageToken) return false;
  return matchesOperation(rule.operations, request);
}

function isUsedUp({ rule, struck }: Entry): boolean {
  return rule.times !== undefined && struck >= rule.times;
}

function snapshot({ id, rule, struck }: Entry): ActiveFault {
  return { id, rule, struck, ...(rule.times === undefined ? {} : { remaining: rule.times - struck }) };
}

/**
 * The faults on demand of one sandbox: which are in force, and what they do to each request.
 *
 * The same seed, the same rules and the same requests in the same order give the same effects. Each rule draws its
 * own numbers, one for each request that it is meant for, so that a rule neither shifts the draws of another nor is
 * shifted by what another decides. A rule's numbers follow from its kind and its operations, and not from its rate
 * or its place: at a higher rate it strikes the same requests and some more.
 */
export class Faults {
  readonly #seed: number;
  #entries: Entry[] = [];
  #added = 0;
  /** How many rules of the same kind and operations came before, so that two of them do not strike in step. */
  #alike = new Map<string, number>();

  /** @param seed - a whole number */
  constructor(seed: number) {
    this.#seed = seed;
  }

  /**
   * Puts a rule in force, after those that are.
   *
   * @throws FaultRuleError for what is not a rule
   */
  add(rule: FaultRuleInput): ActiveFault {
    const read = readFaultRule(rule);
    const stream = `${read.kind}@${read.operations.join(',')}`;
    const ordinal = this.#alike.get(stream) ?? 0;
    this.#alike.set(stream, ordinal + 1);
    this.#added += 1;
    const entry: Entry = {
      id: `fault-${this.#added}`,
      rule: read,
      random: createRandom(hash(`${this.#seed}/${stream}/${ordinal}`)),
      struck: 0,
    };
    this.#entries.push(entry);
    return snapshot(entry);
  }

  /**
   * Puts several rules in force, or none when one of them is not a rule.
   *
   * @throws FaultRuleError that says which
   */
  addAll(rules: readonly unknown[]): ActiveFault[] {
    const read = rules.map(readFaultRule);
    return read.map((rule) => this.add(rule));
  }

  /** The rules in force, in the order of adding. */
  list(): ActiveFault[] {
    return this.#entries.map(snapshot);
  }

  /** @returns whether there was such a rule */
  remove(id: string): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
    return this.#entries.length < before;
  }

  /**
   * Removes every rule and begins again: the same rules added after this strike as they would in a new sandbox.
   * Only the ids go on, so that an old one never names a new rule.
   */
  clear(): void {
    this.#entries = [];
    this.#alike = new Map();
  }

  /** Decides what becomes of a request, and counts the strikes. To be called once for each request, as it arrives. */
  decide(request: FaultRequest): FaultEffects {
    if (this.#entries.length === 0) return NO_FAULT;
    // Every rule that is meant draws, also when another one comes first: its draws must not depend on that.
    const drawn = this.#entries.filter(
      ({ rule, random }) => isMeant(rule, request) && random.next() < rule.rate,
    );
    if (drawn.length === 0) return NO_FAULT;
    const decisive = drawn.find(({ rule }) => isDecisive(rule));
    // A rule that does not come to bear keeps its times for later.
    const struck = drawn.filter((entry) =>
      isDecisive(entry.rule) ? entry === decisive : shows(entry.rule, decisive?.rule),
    );
    if (struck.length === 0) return NO_FAULT;
    for (const entry of struck) entry.struck += 1;
    if (struck.some(isUsedUp)) this.#entries = this.#entries.filter((entry) => !isUsedUp(entry));
    return combine(
      struck.map(({ rule }) => rule),
      struck.map(snapshot),
    );
  }
}
