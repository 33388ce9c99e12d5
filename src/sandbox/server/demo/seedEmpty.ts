import type { AccountData } from '../store/accountData.ts';

/** Nothing but one configuration: without any, no conversation can be created. */
export function seedEmpty(data: AccountData, now: number): void {
  data.configurations.add({
    id: data.ids.next('conv_configuration_'),
    displayName: 'Sandbox',
    description: 'The configuration that an empty sandbox begins with.',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
    memoryStoreId: data.ids.next('mem_store_'),
    channelSettings: {},
    statusCallbacks: [],
    intelligenceConfigurationIds: [],
    memoryExtractionEnabled: false,
    createdAt: now,
    updatedAt: now,
    version: 1,
  });
}
