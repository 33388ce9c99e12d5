import { Failure } from '../failure.ts';
import type { AccountData } from '../store/accountData.ts';

/*
 * Refusals that the classic (v1) API has error codes of its own for. The codes and their meaning come from Twilio's
 * error pages; the HTTP statuses are not on them, so 409 stands for what there is already and 400 for the rest.
 */

/** Any write to a closed conversation. The status is the one that was chosen for v2. */
export function closed({ surroundings }: AccountData, sid: string): Failure {
  return new Failure(
    Number(surroundings.behavior.closedWrites),
    50377,
    `Conversation ${sid} can't be updated as it's in final closed state`,
  );
}

export function initiallyClosed(): Failure {
  return new Failure(400, 50384, "State can't be closed when a conversation is created");
}

/** `initializing` is in the API's document; the error page has it not, and v2 has nothing like it. */
export function unsupportedState(state: string): Failure {
  return new Failure(400, 50378, `State must be one of active, inactive, closed; ${state} is not supported`);
}

export function uniqueNameTaken(uniqueName: string): Failure {
  return new Failure(409, 50353, `UniqueName ${uniqueName} is the name of another conversation`);
}

export function uniqueNameLikeSid(): Failure {
  return new Failure(400, 50390, "UniqueName must not match the pattern of a conversation's SID");
}

export function participantExists(identity: string): Failure {
  return new Failure(409, 50433, `Participant with the Identity ${identity} already exists`);
}

/** @param where the conversation that has it: `CH…`, or a v2 id when that one has no classic side */
export function bindingExists(where: string): Failure {
  return new Failure(
    409,
    50416,
    `A binding for this participant and proxy address already exists in Conversation ${where}`,
  );
}

export function invalidAddress(): Failure {
  return new Failure(
    400,
    50407,
    'MessagingBinding.Address must be a phone number such as +15035550100, whatsapp:+15035550100 or rcs:+15035550100',
  );
}

export function invalidProxyAddress(type: string): Failure {
  return new Failure(
    400,
    50408,
    `MessagingBinding.ProxyAddress must be an address of the same type as MessagingBinding.Address, ${type}`,
  );
}

/** @param limit how many participants a conversation may have */
export function tooManyParticipants(limit: number): Failure {
  return new Failure(400, 50417, `A conversation has at most ${limit.toLocaleString('en-US')} participants`);
}

/** @param limit how many participants without an identity a conversation may have */
export function tooManyBindings(limit: number): Failure {
  return new Failure(400, 50422, `A conversation has at most ${limit} participants without an Identity`);
}

/** @param limit in characters */
export function bodyTooLong(limit: number): Failure {
  return new Failure(400, 50504, `Body must have at most ${limit.toLocaleString('en-US')} characters`);
}
