import * as v from 'valibot';
import {
  atMostCharacters,
  atMostItems,
  map,
  object,
  statusCallback,
  strings,
} from '../../../api/bodies/common.ts';
import { GROUPING_TYPES } from '../../../api/resources.ts';

const displayName = v.pipe(
  v.string(),
  atMostCharacters(32),
  v.regex(/^[a-zA-Z0-9-_ ]+$/, 'must be of letters, digits, spaces, "-" and "_"'),
);
const description = v.pipe(v.string(), atMostCharacters(512));
const minutes = v.pipe(v.number(), v.integer('must be an integer'), v.minValue(1, 'must be at least 1'));

const channelSetting = object({
  statusTimeouts: v.exactOptional(
    object({ inactive: v.exactOptional(minutes), closed: v.exactOptional(minutes) }),
  ),
  captureRules: v.exactOptional(
    v.array(
      object({
        from: v.string(),
        to: v.string(),
        metadata: v.exactOptional(strings),
      }),
    ),
  ),
});

const bridge = object({
  serviceId: v.pipe(v.string(), v.regex(/^IS[0-9a-f]{32}$/, 'must be IS and 32 hexadecimal digits')),
});

const conversationGroupingType = v.picklist(GROUPING_TYPES);
const memoryStoreId = v.string();
const channelSettings = map(v.string(), channelSetting);
const statusCallbacks = v.pipe(v.array(statusCallback), atMostItems(2));
const intelligenceConfigurationIds = v.pipe(v.array(v.string()), atMostItems(5));

const optionalEntries = {
  statusCallbacks: v.exactOptional(statusCallbacks),
  intelligenceConfigurationIds: v.exactOptional(intelligenceConfigurationIds),
  memoryExtractionEnabled: v.exactOptional(v.boolean()),
  conversationsV1Bridge: v.exactOptional(bridge),
};

export const createConfigurationBody = object({
  displayName,
  description,
  conversationGroupingType,
  memoryStoreId,
  channelSettings: v.exactOptional(channelSettings),
  ...optionalEntries,
});

export const updateConfigurationBody = object({
  displayName: v.exactOptional(displayName),
  description,
  conversationGroupingType,
  memoryStoreId,
  channelSettings,
  ...optionalEntries,
});

export const patchConfigurationBody = object({
  displayName: v.exactOptional(v.nullable(displayName)),
  description: v.exactOptional(v.nullable(description)),
  conversationGroupingType: v.exactOptional(conversationGroupingType),
  memoryStoreId: v.exactOptional(v.nullable(memoryStoreId)),
  channelSettings: v.exactOptional(map(v.string(), v.nullable(channelSetting))),
  statusCallbacks: v.exactOptional(v.nullable(statusCallbacks)),
  intelligenceConfigurationIds: v.exactOptional(v.nullable(intelligenceConfigurationIds)),
  memoryExtractionEnabled: v.exactOptional(v.nullable(v.boolean())),
  conversationsV1Bridge: v.exactOptional(v.nullable(bridge)),
});
