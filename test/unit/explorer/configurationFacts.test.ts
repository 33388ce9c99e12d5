import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationConfiguration } from '../../../src/api/resources.ts';
import { configurationFacts } from '../../../src/explorer/configuration/configurationFacts.ts';
import { groupingName } from '../../../src/explorer/configuration/groupingName.ts';
import { durationWords, timeoutWords } from '../../../src/explorer/configuration/timeouts.ts';
import type { Fact } from '../../../src/explorer/fact.ts';
import { redactedUrl } from '../../../src/platform/redactedUrl.ts';
import { l10n, words } from './words.ts';

describe('time-outs as people say them', () => {
  for (const [minutes, said] of [
    [0, '0 min'],
    [30, '30 min'],
    [60, '1 hr'],
    [90, '1 hr, 30 min'],
    [1440, '1 day'],
    [20_160, '14 days'],
    [43_200, '30 days'],
    [1441, '1 day, 1 min'],
    [1530, '1 day, 1 hr'],
    [5_000_000, '3472 days, 5 hr'],
  ] as const) {
    it(`${minutes} minutes: ${said}`, () => assert.equal(durationWords(minutes, 'en-US'), said));
  }

  it('speaks the editor’s language', () => assert.equal(durationWords(2880, 'de'), '2 Tg.'));

  it('says what closes, and what never does', () => {
    const said = (timeouts: { inactive?: number; closed?: number } | undefined) =>
      timeoutWords(timeouts, l10n, 'en-US');
    assert.equal(said({ inactive: 30, closed: 1440 }), 'Inactive after 30 min, closed after 1 day');
    assert.equal(said({ closed: 60 }), 'Closed after 1 hr');
    assert.equal(said({ inactive: 30 }), 'Inactive after 30 min, never closes by itself');
    assert.equal(said({}), 'Never closes by itself');
    assert.equal(said(undefined), 'Never closes by itself');
  });
});

describe('the URL of a callback', () => {
  it('is shown without what may be secret', () => {
    const cases: [url: string, shown: string, redacted: boolean][] = [
      ['https://hooks.example/a/b', 'https://hooks.example/a/b', false],
      ['https://hooks.example:8443/', 'https://hooks.example:8443/', false],
      ['https://hooks.example/a?token=hush', 'https://hooks.example/a?…', true],
      ['https://me:hush@hooks.example/a', 'https://…@hooks.example/a', true],
      ['https://me@hooks.example/a', 'https://…@hooks.example/a', true],
      ['https://:hush@hooks.example/a?b=hush#hush', 'https://…@hooks.example/a?…#…', true],
    ];
    for (const [url, text, redacted] of cases) assert.deepEqual(redactedUrl(url), { text, redacted });
  });

  it('is not shown at all when it cannot be taken apart', () => {
    for (const url of ['', 'hush', '//hush@x', 'https://', 'http://a b?hush']) {
      assert.equal(redactedUrl(url), undefined, url);
    }
  });
});

describe('the facts of a configuration', () => {
  const full: ConversationConfiguration = {
    displayName: 'Web chat',
    description: 'The chat bubble',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
    memoryStoreId: 'mem_store_1',
    memoryExtractionEnabled: true,
    channelSettings: {
      SMS: {
        statusTimeouts: { inactive: 30, closed: 1440 },
        captureRules: [{ from: '*', to: '+1555', metadata: { callType: 'PSTN', zone: 'a' } }],
      },
      VOICE: {},
    },
    statusCallbacks: [
      { url: 'https://hooks.example/a?token=hush', method: 'GET' },
      { url: 'https://hooks.example/b' },
      { url: 'hush' },
    ],
    intelligenceConfigurationIds: ['intelligence_1'],
    conversationsV1Bridge: { serviceId: 'IS1' },
  };
  const facts = (settings: ConversationConfiguration) =>
    configurationFacts(settings, { id: 'conf_1', version: 3 }, words);
  const shown = (list: readonly Fact[]): string[] =>
    list.flatMap(({ label, description = '', facts = [] }) => [
      `${label} | ${description}`,
      ...shown(facts).map((line) => `  ${line}`),
    ]);

  it('are all there, in words', () => {
    assert.deepEqual(shown(facts(full)), [
      'Description | The chat bubble',
      'Grouping | By addresses and channel',
      'SMS | Inactive after 30 min, closed after 1 day',
      '  Inactive after 30 min | ',
      '  Closed after 1 day | ',
      '  * → +1555 | callType: PSTN · zone: a',
      'VOICE | Never closes by itself',
      '  Never closes by itself | No “closed” time-out',
      '  No capture rules | Nothing is captured by itself',
      'GET https://hooks.example/a?… | Status callback',
      'POST https://hooks.example/b | Status callback',
      'POST to what is no URL | Status callback',
      'Memory store | mem_store_1',
      'Memory extraction | On',
      'Intelligence configuration | intelligence_1',
      'Classic service | IS1',
      'ID | conf_1',
      'Version | 3',
    ]);
  });

  it('say of an empty one what that means', () => {
    assert.deepEqual(shown(configurationFacts({}, { id: 'conf_1' }, words)), [
      'Grouping | Not said',
      'Never closes by itself | No channel has settings',
      'Status callback | None',
      'Memory store | None',
      'Memory extraction | Off',
      'Classic service | None',
      'ID | conf_1',
    ]);
  });

  it('hold nothing of a URL that may be secret, wherever they are shown or copied', () => {
    assert.doesNotMatch(JSON.stringify(facts(full)), /hush/);
    assert.equal(
      facts(full).find(({ key }) => key === 'callback-1')?.value,
      'https://hooks.example/b',
      'a URL without secrets can be copied',
    );
  });

  it('take channel settings of any shape: a conversation’s may be any object', () => {
    const odd = (channelSettings: unknown) =>
      shown(facts({ channelSettings } as ConversationConfiguration)).slice(1, -6);
    const never = ['Never closes by itself | No channel has settings'];
    for (const value of [null, 'text', 7, [], {}]) assert.deepEqual(odd(value), never, JSON.stringify(value));
    assert.deepEqual(odd({ SMS: null }), [
      'SMS | Never closes by itself',
      '  Never closes by itself | No “closed” time-out',
      '  No capture rules | Nothing is captured by itself',
    ]);
    assert.deepEqual(
      odd({
        SMS: {
          statusTimeouts: { inactive: 'soon', closed: 60 },
          captureRules: [{ from: '*' }, { from: 'a', to: 'b', metadata: { n: 1 } }],
        },
      }),
      [
        'SMS | Closed after 1 hr',
        '  Closed after 1 hr | ',
        '  {"from":"*"} | Not a capture rule as Twilio documents it',
        '  a → b | n: 1',
      ],
    );
  });

  it('have keys of their own, so that rows do not get mixed up', () => {
    const keys = facts(full).map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('show a grouping that is not known as it came', () => {
    assert.equal(groupingName('GROUP_BY_MOON', l10n), 'GROUP_BY_MOON');
    assert.equal(groupingName('GROUP_BY_PROFILE', l10n), 'By profile');
    assert.equal(groupingName('GROUP_BY_PARTICIPANT_ADDRESSES', l10n), 'By addresses');
  });
});
