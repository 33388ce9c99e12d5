import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ComposeEnd } from '../../../../src/timeline/protocol/composed.ts';
import {
  authorsOf,
  channelsFor,
  EMPTY_DRAFT,
  isUnderMore,
  recipientsOf,
  saysSomething,
  setUnderMore,
} from '../../../../src/timeline/view/compose/boxDraft.ts';

const end = (key: string, person: string, channel: string): ComposeEnd => ({
  key,
  person,
  name: person,
  type: '',
  channel,
  address: key,
});
const ends = [
  end('agentSms', 'agent', 'SMS'),
  end('agentVoice', 'agent', 'VOICE'),
  end('mayaSms', 'maya', 'SMS'),
  end('mayaVoice', 'maya', 'VOICE'),
  end('joChat', 'jo', 'CHAT'),
  end('typed', '', 'WHATSAPP'),
];
const keys = (some: readonly ComposeEnd[]) => some.map(({ key }) => key);

it('offers as recipients everybody else, those on the author’s channel and typed ones first', () => {
  const { likely, others } = recipientsOf(ends, { ...EMPTY_DRAFT, author: 'agentSms' });
  assert.deepEqual(keys(likely), ['mayaSms', 'typed']);
  assert.deepEqual(keys(others), ['mayaVoice', 'joChat']);
});

it('never hides a recipient that is chosen', () => {
  const { likely } = recipientsOf(ends, {
    ...EMPTY_DRAFT,
    author: 'agentSms',
    recipients: ['joChat', 'agentVoice'],
  });
  assert.deepEqual(keys(likely), ['agentVoice', 'mayaSms', 'joChat', 'typed', 'mayaVoice']);
});

it('shows everybody where nobody is on the author’s channel', () => {
  const { likely, others } = recipientsOf(
    [ends[0], ends[3], ends[4]].flatMap((one) => one ?? []),
    {
      ...EMPTY_DRAFT,
      author: 'agentSms',
    },
  );
  assert.deepEqual([keys(likely), keys(others)], [['mayaVoice', 'joChat'], []]);
});

it('has messages go between ends that Twilio sends between', () => {
  const draft = { ...EMPTY_DRAFT, mode: 'send' as const };
  assert.deepEqual(keys(authorsOf(ends, draft)), ['agentSms', 'mayaSms', 'joChat', 'typed']);
  const { likely, others } = recipientsOf(ends, { ...draft, author: 'agentSms' });
  assert.deepEqual([...keys(likely), ...keys(others)], ['mayaSms']);
  const channels = [{ channel: 'SMS' }, { channel: 'VOICE' }];
  assert.deepEqual(channelsFor(channels, draft), [{ channel: 'SMS' }]);
  assert.deepEqual(channelsFor(channels, EMPTY_DRAFT), channels);
});

it('counts what is set under More, as far as it holds', () => {
  assert.equal(setUnderMore(EMPTY_DRAFT), 0);
  assert.equal(setUnderMore({ ...EMPTY_DRAFT, engine: 'left over', resourceId: ' ' }), 0);
  assert.equal(
    setUnderMore({ ...EMPTY_DRAFT, kind: 'TRANSCRIPTION', engine: 'deepgram', occurredAt: 'noon' }),
    3,
  );
  assert.equal(setUnderMore({ ...EMPTY_DRAFT, mode: 'send', occurredAt: 'noon', contentId: 'HX1' }), 1);
});

it('knows what there is to lose, and where a field stands', () => {
  assert.equal(saysSomething({ ...EMPTY_DRAFT, author: 'a', recipients: ['b'] }), false);
  assert.equal(saysSomething({ ...EMPTY_DRAFT, resourceId: 'mine' }), true);
  assert.deepEqual(['author', 'text', 'transcription.channel', 'occurredAt'].map(isUnderMore), [
    false,
    false,
    true,
    true,
  ]);
});
