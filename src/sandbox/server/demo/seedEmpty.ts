import type { AccountData } from '../store/accountData.ts';
import { addConfiguration, completeSettings } from '../store/configurations.ts';

/** Nothing but one configuration: without any, no conversation can be created. */
export function seedEmpty(data: AccountData, now: number): void {
  const settings = {
    displayName: 'Sandbox',
    description: 'The configuration that an empty sandbox begins with.',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
    memoryStoreId: data.ids.next('mem_store_'),
  } as const;
  addConfiguration(data, completeSettings(settings), now);
}
