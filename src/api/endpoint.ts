/** Where an account's API is reached. */
export interface Location {
  /** Such as `ie1`. Credentials belong to one region. */
  region?: string | undefined;
  /** Such as `dublin`: the way into Twilio's network. */
  edge?: string | undefined;
}

/** The edge nearest to each region, as twilio-cli pairs them. */
export const REGION_EDGES: Readonly<Record<string, string>> = {
  us1: 'ashburn',
  ie1: 'dublin',
  au1: 'sydney',
  br1: 'sao-paulo',
  de1: 'frankfurt',
  jp1: 'tokyo',
  jp2: 'osaka',
  sg1: 'singapore',
  us2: 'umatilla',
};

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether a text can stand as region or edge in a host name. */
export function isLocationName(text: string): boolean {
  return NAME.test(text);
}

/**
 * The API's origin: `{product}.{edge}.{region}.twilio.com`, as the official SDK builds it. With an edge alone the
 * region is us1.
 * @throws RangeError when a name could change the host: it would send credentials elsewhere.
 */
export function twilioOrigin({ region, edge }: Location): string {
  for (const name of [region, edge]) {
    if (name !== undefined && !isLocationName(name)) throw new RangeError(`Not a region or edge: ${name}`);
  }
  const places = edge ? [edge, region ?? 'us1'] : region ? [region] : [];
  return `https://${['conversations', ...places, 'twilio', 'com'].join('.')}`;
}
