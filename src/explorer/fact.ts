/** One thing that is known of a resource, in words: a row, before it is one. */
export interface Fact {
  /** Unique among the facts beside it, and the same after each refresh. */
  readonly key: string;
  readonly label: string;
  readonly description?: string;
  /** The name of a codicon. */
  readonly icon: string;
  /** Somebody should look at it: drawn in the colour of warnings. The words say so as well. */
  readonly attention?: boolean;
  /** What there is to copy; absent where nothing is worth it, or where it may hold a secret. */
  readonly value?: string;
  /** Why it is so and what it means, for the tooltip. */
  readonly detail?: string;
  /** The facts below it. */
  readonly facts?: readonly Fact[];
}
