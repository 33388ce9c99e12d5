import type { CallbackRequest } from './callback.ts';

/** A token that may have signed. */
export interface SigningToken {
  /** What it is called, such as an account's label: the token itself is never shown. */
  readonly name: string;
  readonly token: string;
  /** The one that should have signed; the others are tried to find out why it does not match. */
  readonly expected: boolean;
}

export interface JudgeOptions {
  readonly tokens: readonly SigningToken[];
  /** URLs that the sender may have been told, such as a tunnel's or what a configuration has as its status callback. */
  readonly configuredUrls?: readonly string[];
  /** Whether X-Forwarded-Proto and X-Forwarded-Host are believed. */
  readonly trustProxy?: boolean;
}

/** Why a signature does not match, from what would make it match. */
export type SignatureCause =
  | 'noSignature'
  | 'otherUrl'
  | 'scheme'
  | 'port'
  | 'trailingSlash'
  | 'queryOrder'
  | 'queryAltered'
  | 'escaping'
  | 'otherHost'
  | 'otherToken'
  | 'apiKeySecret'
  | 'bodyAltered'
  | 'bodyHashMissing'
  | 'formAltered'
  | 'unknown';

export interface SignatureVerdict {
  readonly signed: boolean;
  /** The URL that was signed, where that is known. */
  readonly url?: string;
  /** The name of the token that signed, where that is known. */
  readonly token?: string;
  /** Absent when it is signed. */
  readonly cause?: SignatureCause;
  /** What was computed, in order: never a token. */
  readonly steps: readonly VerdictStep[];
}

export interface VerdictStep {
  readonly kind: 'url' | 'form' | 'bodyHash' | 'data' | 'signature' | 'given' | 'tried';
  readonly text: string;
  readonly matches?: boolean;
}

/** Judges a request's signature; pure. Implemented in judge.ts. */
export type Judge = (request: CallbackRequest, options: JudgeOptions) => SignatureVerdict;
