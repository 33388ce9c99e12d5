/**
 * Choices where Twilio documents nothing and an integration could depend on the answer: each can be switched, so that
 * code can be tried against either. The first value of each is the default.
 */
export const BEHAVIORS = {
  /** What a list of conversations holds when no status is asked for. */
  defaultStatuses: ['all', 'open'],
  /** The order of a list of conversations, by their making. */
  conversationOrder: ['newest-first', 'oldest-first'],
  /** The order of a list of communications, by their making. */
  communicationOrder: ['oldest-first', 'newest-first'],
  /** Whether list items have their nested members: a conversation's participants and configuration. */
  listMembers: ['full', 'brief'],
  /** Whether author and recipients of a communication have to name their participant. */
  participantIds: ['optional', 'required'],
  /** What writing to a CLOSED conversation gives. */
  closedWrites: ['400', '409'],
  /** What becomes of optional members that a PUT leaves out. */
  omittedOnPut: ['cleared', 'kept'],
} as const;

export type BehaviorName = keyof typeof BEHAVIORS;

export type Behavior = { [Name in BehaviorName]: (typeof BEHAVIORS)[Name][number] };

/** @throws RangeError that says what there is, for a name or value that is not one of these */
export function chooseBehavior(choices: Readonly<Record<string, string>> = {}): Behavior {
  const behavior: Record<string, string> = Object.fromEntries(
    Object.entries(BEHAVIORS).map(([name, [first]]) => [name, first]),
  );
  for (const [name, value] of Object.entries(choices)) {
    if (!Object.hasOwn(BEHAVIORS, name)) {
      throw new RangeError(`There is no behavior ${name}; there are ${Object.keys(BEHAVIORS).join(', ')}`);
    }
    const values: readonly string[] = BEHAVIORS[name as BehaviorName];
    if (!values.includes(value)) throw new RangeError(`${name} must be one of ${values.join(', ')}`);
    behavior[name] = value;
  }
  return behavior as Behavior;
}
