/** The error answer that Twilio gives: see `ERROR` in the API's OpenAPI document. */
export interface FailureBody {
  code: number;
  message: string;
  more_info: string;
  status: number;
}

/**
 * An answer other than the one asked for. Thrown anywhere below the HTTP layer, which turns it into a response.
 *
 * `code` is Twilio's error code; it is usually five digits, but the API has been seen to repeat the HTTP status.
 */
export class Failure extends Error {
  readonly status: number;
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'Failure';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** The body in Twilio's shape. */
  toBody(): FailureBody {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}

/** 400: `problem` names the member by its path, such as `recipients[0].address is required`. */
export function badRequest(problem: string): Failure {
  return new Failure(400, 20001, problem);
}

/** 404, in the words that Twilio uses. `what` is the path or the id that leads nowhere. */
export function notFound(what: string): Failure {
  return new Failure(404, 20404, `The requested resource ${what} was not found`);
}

/** 401: the same words for every cause, so that the answer does not tell which half of the credentials was wrong. */
export function unauthorized(): Failure {
  return new Failure(401, 20003, 'Authenticate', { 'WWW-Authenticate': 'Basic realm="Twilio API"' });
}

/**
 * 409 with the words and the unusual code 400 that Twilio's own client tests record for it.
 *
 * @param conversationId - the open conversation that has the address already
 */
export function addressConflict(conversationId: string): Failure {
  return new Failure(
    409,
    400,
    `Address mapping already exists on conversation ${conversationId}. Close the existing conversation before creating a new one with the same participants.`,
    { 'X-Conflicting-Resource-Id': conversationId },
  );
}

/**
 * A write to a conversation that has ended. Twilio documents neither the status nor the words.
 *
 * @param status - 400 or 409
 */
export function closedConversation(id: string, status: number): Failure {
  return new Failure(
    status,
    20001,
    `Conversation ${id} is CLOSED, which is final: it takes no new participants, communications or actions`,
    status === 409 ? { 'X-Conflicting-Resource-Id': id } : {},
  );
}

/** 409: `problem` says what is in the way, `resourceId` names it. */
export function conflict(problem: string, resourceId: string): Failure {
  return new Failure(409, 20409, problem, { 'X-Conflicting-Resource-Id': resourceId });
}
