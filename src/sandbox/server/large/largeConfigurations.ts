import type { ChannelSetting } from '../../../api/resources.ts';
import { CONFIGURATIONS } from '../demo/company.ts';
import type { ConfigurationKey } from '../demo/script.ts';
import type { ConfigurationSettings } from '../model.ts';

export const CONFIGURATION_KEYS = Object.keys(CONFIGURATIONS) as ConfigurationKey[];

/**
 * The demo company's settings without what happens by itself: with time-outs, ten thousand conversations would have to
 * be looked at for whose silence ends. And without a bridge: a classic side of each is not made.
 */
export const LARGE_CONFIGURATIONS = Object.fromEntries(
  Object.entries(CONFIGURATIONS).map(([key, { conversationsV1Bridge, channelSettings, ...settings }]) => [
    key,
    {
      ...settings,
      channelSettings: Object.fromEntries(
        Object.entries(channelSettings).map(([channel, { statusTimeouts, ...setting }]) => [
          channel,
          setting,
        ]),
      ) as Record<string, ChannelSetting>,
    },
  ]),
) as Record<ConfigurationKey, ConfigurationSettings>;
