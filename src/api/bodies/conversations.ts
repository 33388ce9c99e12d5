import * as v from 'valibot';
import { CONVERSATION_STATUSES, PARTICIPANT_TYPES } from '../resources.ts';
import {
  address,
  atMostItems,
  channel,
  map,
  metadata,
  metadataKey,
  metadataValue,
  object,
  statusCallback,
} from './common.ts';

const participantAddress = object({ channel, address, channelId: v.exactOptional(v.string()) });

const participantEntries = {
  name: v.exactOptional(v.string()),
  type: v.exactOptional(v.picklist(PARTICIPANT_TYPES)),
  profileId: v.exactOptional(v.string()),
};

export const createParticipantBody = object({
  ...participantEntries,
  addresses: v.array(participantAddress),
});

export const updateParticipantBody = object({
  ...participantEntries,
  addresses: v.exactOptional(v.array(participantAddress)),
});

export const createConversationBody = object({
  configurationId: v.string(),
  name: v.exactOptional(v.string()),
  configuration: v.exactOptional(
    object({
      intelligenceConfigurationIds: v.exactOptional(v.pipe(v.array(v.string()), atMostItems(5))),
      // SDK, these three.
      traitExtractionStrategyIds: v.exactOptional(v.array(v.string())),
      observationExtractionStrategyIds: v.exactOptional(v.array(v.string())),
      workflows: v.exactOptional(v.array(object({ flowId: v.string() }))),
    }),
  ),
  participants: v.exactOptional(v.pipe(v.array(updateParticipantBody), atMostItems(50))),
  metadata: v.exactOptional(metadata),
});

const status = v.picklist(CONVERSATION_STATUSES);

export const updateConversationBody = object({
  status,
  name: v.exactOptional(v.string()),
  metadata: v.exactOptional(metadata),
});

export const patchConversationBody = object({
  name: v.exactOptional(v.nullable(v.string())),
  status: v.exactOptional(status),
  configuration: v.exactOptional(
    object({
      statusCallbacks: v.exactOptional(v.nullable(v.pipe(v.array(statusCallback), atMostItems(20)))),
    }),
  ),
  // SDK. How many there may be counts after the merge.
  metadata: v.exactOptional(map(metadataKey, v.nullable(metadataValue))),
});
