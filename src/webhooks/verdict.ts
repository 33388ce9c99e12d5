import type { CallbackRequest } from './callback.ts';

/** A token that may have signed. */
export interface SigningToken {
  /** What it is called, such as an account's label: the token itself is never shown. */
  readonly name: string;
  readonly token: string;
  /** The one that should have signed; the others are tried to find out why it does not match. */
  readonly expected: boolean;
  /** What it is; an auth token when absent. The secret of an API key never signs, but is taken for one that does. */
  readonly kind?: 'authToken' | 'apiKeySecret';
}

export interface JudgeOptions {
  readonly tokens: readonly SigningToken[];
  /**
   * URLs that the sender was told, such as a tunnel's or what a configuration has as its status callback: what is
   * signed for one of them, with the query that arrived, is signed. They serve the diagnosis too.
   */
  readonly configuredUrls?: readonly string[];
  /** Whether X-Forwarded-Proto, -Host and -Port and the standard Forwarded header are believed. */
  readonly trustProxy?: boolean;
  /** How many signatures at most are computed to find out why it does not match; 0 for none. */
  readonly tries?: number;
}

/** Why a signature does not match, from what would make it match. */
export type SignatureCause =
  | 'noSignature'
  /** The header has the signature in another form: in hex, in quotes, twice, … */
  | 'headerForm'
  /** There is no token to check with. */
  | 'noToken'
  | 'otherUrl'
  | 'scheme'
  | 'port'
  | 'trailingSlash'
  | 'pathPrefix'
  | 'queryOrder'
  | 'queryAltered'
  | 'escaping'
  | 'otherHost'
  | 'userInfo'
  | 'otherToken'
  | 'apiKeySecret'
  | 'bodyAltered'
  | 'bodyHashMissing'
  | 'formAltered'
  /** A form was taken for another kind of body, or the reverse. */
  | 'bodyKind'
  | 'unknown';

/** Something that makes a difference between what arrived and what was signed. */
export interface CauseFound {
  readonly cause: SignatureCause;
  /** Which of the ways that a cause has, such as `compact` of a body that was written again; see `causeWords`. */
  readonly how?: string;
  /** What arrived, and what was signed instead, where that is short: a scheme, a port, the name of a field. */
  readonly received?: string;
  readonly signed?: string;
}

export interface SignatureVerdict {
  readonly signed: boolean;
  /** The URL that was signed, where that is known. */
  readonly url?: string;
  /** The name of the token that signed, where that is known. */
  readonly token?: string;
  /** How the URL was known that was signed; absent unless it is signed. */
  readonly via?: 'received' | 'forwarded' | 'configured';
  /** Absent when it is signed. */
  readonly cause?: SignatureCause;
  /** All that together make it match, `cause` first: one, or two. Absent when it is signed. */
  readonly causes?: readonly CauseFound[];
  /** What the header would have to say, with the expected token and what arrived. */
  readonly computed?: string;
  /** What was computed, in order: never a token. */
  readonly steps: readonly VerdictStep[];
}

export interface VerdictStep {
  readonly kind:
    | 'received'
    | 'url'
    | 'query'
    | 'form'
    | 'body'
    | 'bodyHash'
    | 'data'
    | 'signature'
    | 'given'
    | 'tried';
  /** To the character, for whoever wants to compute it again. May have what people wrote: it is not masked. */
  readonly text: string;
  readonly matches?: boolean;
  /** The fields of a form in the order in which they are signed. */
  readonly fields?: readonly (readonly [name: string, value: string])[];
  /** The name of the token that it was computed with. */
  readonly token?: string;
  /** How many signatures were tried. */
  readonly count?: number;
  /** The first character, from 0, in which two texts differ. */
  readonly differsAt?: number;
}

/** Judges a request's signature; pure. Implemented in judge.ts. */
export type Judge = (request: CallbackRequest, options: JudgeOptions) => SignatureVerdict;
