import { badRequest, conflict } from '../failure.ts';
import type { ConfigurationSettings, StoredConfiguration } from '../model.ts';
import type { AccountData } from './accountData.ts';

/** What a PATCH may hold. */
export type ConfigurationPatch = {
  [Name in Exclude<keyof ConfigurationSettings, 'channelSettings'>]?: ConfigurationSettings[Name] | null;
} & { channelSettings?: Record<string, ConfigurationSettings['channelSettings'][string] | null> };

/** Fills in what the caller left out. */
export function completeSettings(
  input: Pick<
    ConfigurationSettings,
    'displayName' | 'description' | 'conversationGroupingType' | 'memoryStoreId'
  > &
    Partial<ConfigurationSettings>,
): ConfigurationSettings {
  return {
    ...input,
    channelSettings: input.channelSettings ?? {},
    statusCallbacks: input.statusCallbacks ?? [],
    intelligenceConfigurationIds: input.intelligenceConfigurationIds ?? [],
    memoryExtractionEnabled: input.memoryExtractionEnabled ?? false,
  };
}

/**
 * The settings after a PATCH. Null takes a member away; of those that a configuration cannot be without (its name,
 * its description, its memory store) it takes nothing.
 */
export function patchSettings(
  before: ConfigurationSettings,
  patch: ConfigurationPatch,
): ConfigurationSettings {
  const { displayName, description, memoryStoreId, channelSettings, ...others } = patch;
  const channels = new Map(Object.entries(before.channelSettings));
  for (const [channel, setting] of Object.entries(channelSettings ?? {})) {
    if (setting === null) channels.delete(channel);
    else channels.set(channel, setting);
  }
  const merged: Record<string, unknown> = { ...before, channelSettings: Object.fromEntries(channels) };
  for (const [name, value] of Object.entries(others)) {
    if (value === null) delete merged[name];
    else merged[name] = value;
  }
  return completeSettings({
    ...(merged as unknown as ConfigurationSettings),
    displayName: displayName ?? before.displayName,
    description: description ?? before.description,
    memoryStoreId: memoryStoreId ?? before.memoryStoreId,
  });
}

/**
 * Refuses settings that stand in the way of others: a classic service is bridged to by one configuration, and how
 * conversations are grouped cannot change once there may be some.
 *
 * @param id - of the configuration that is to have the settings
 * @throws Failure 409 or 400
 */
export function checkSettings(data: AccountData, id: string, settings: ConfigurationSettings): void {
  const before = data.configurations.get(id)?.settings.conversationGroupingType;
  if (before !== undefined && before !== settings.conversationGroupingType) {
    throw badRequest(`conversationGroupingType cannot be changed: it is ${before}`);
  }
  const serviceId = settings.conversationsV1Bridge?.serviceId;
  if (serviceId === undefined) return;
  for (const other of data.configurations) {
    if (other.id === id || other.settings.conversationsV1Bridge?.serviceId !== serviceId) continue;
    throw conflict(
      `conversationsV1Bridge.serviceId ${serviceId} is bridged by configuration ${other.id}`,
      other.id,
    );
  }
}

export function addConfiguration(
  data: AccountData,
  settings: ConfigurationSettings,
  at: number,
  id = data.ids.next('conv_configuration_'),
): StoredConfiguration {
  const configuration = { id, settings, createdAt: at, updatedAt: at, version: 1 };
  data.configurations.add(configuration);
  data.changed({ kind: 'configuration', configuration });
  return configuration;
}
