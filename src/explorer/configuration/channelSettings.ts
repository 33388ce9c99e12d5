import * as v from 'valibot';

const minutes = v.fallback(v.optional(v.pipe(v.number(), v.minValue(0))), undefined);

const captureRuleSchema = v.object({
  from: v.string(),
  to: v.string(),
  metadata: v.fallback(v.optional(v.record(v.string(), v.unknown()), {}), {}),
});

const channelSettingSchema = v.object({
  statusTimeouts: v.fallback(v.optional(v.object({ inactive: minutes, closed: minutes }), {}), {}),
  captureRules: v.fallback(v.optional(v.array(v.unknown()), []), []),
});

const channelSettingsSchema = v.record(
  v.string(),
  v.fallback(channelSettingSchema, { statusTimeouts: {}, captureRules: [] }),
);

/** A capture rule that could be read, or as it came. */
export type ReadCaptureRule = v.InferOutput<typeof captureRuleSchema> | { unreadable: string };

/** How one channel is captured, and when its silence counts. */
export interface ReadChannelSetting {
  channel: string;
  /** In minutes. */
  statusTimeouts: { inactive?: number; closed?: number };
  captureRules: ReadCaptureRule[];
}

/**
 * Reads the settings by channel. A conversation's may be any object, says the OpenAPI document: what is not as it is
 * with configurations is left out, or given as it came.
 */
export function readChannelSettings(channelSettings: unknown): ReadChannelSetting[] {
  const read = v.safeParse(channelSettingsSchema, channelSettings);
  if (!read.success) return [];
  return Object.entries(read.output).map(([channel, { statusTimeouts, captureRules }]) => {
    const { inactive, closed } = statusTimeouts;
    return {
      channel,
      statusTimeouts: {
        ...(inactive === undefined ? {} : { inactive }),
        ...(closed === undefined ? {} : { closed }),
      },
      captureRules: captureRules.map((rule) => {
        const parsed = v.safeParse(captureRuleSchema, rule);
        return parsed.success ? parsed.output : { unreadable: JSON.stringify(rule) };
      }),
    };
  });
}
