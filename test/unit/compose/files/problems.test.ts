import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Conversation } from '../../../../src/api/resources.ts';
import { JsonFile } from '../../../../src/compose/files/jsonFile.ts';
import type { Known } from '../../../../src/compose/files/known.ts';
import { type FileProblem, problemsOf, type Shown } from '../../../../src/compose/files/problems.ts';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import type { Account } from '../../../../src/platform/session.ts';
import { agent, conversation, customer } from '../../../support/fixtures.ts';
import { l10n } from '../../l10n.ts';

const NOW = Date.parse('2026-03-09T12:00:00Z');
const moment = { now: NOW, reference: NOW, timeZone: 'UTC', locale: 'en' };
const sandbox: Account = { id: 's', label: 'Sandbox', accountSid: 'AC0', origin: 'http://x', sandbox: true };
const live: Account = { id: 'l', label: 'Acme', accountSid: 'AC1', origin: 'https://x', sandbox: false };
const bicycle: Conversation = { ...conversation, participants: [customer, agent] };
const whole = {
  account: 'Sandbox',
  conversation: 'A bicycle',
  author: 'Jonas',
  recipients: ['Maya Lopez'],
  text: 'Hi',
};

const shown: Shown = {
  title: ({ name, id }, masker) => masker.title(name ?? id, id),
  participant: ({ name, type = '', id }, masker) => masker.name(name ?? id, type, id),
  facts: ({ status }) => status ?? '',
};

function known(conversations: readonly Conversation[], rest: Partial<Known> = {}): Known {
  return {
    accounts: [live, sandbox],
    active: sandbox,
    loaded: (accountId) => (accountId === 's' ? conversations : []),
    masker: openMasker,
    ...rest,
  };
}

function check(changes: object, of: Known = known([bicycle])): (FileProblem & { at: string })[] {
  const text = JSON.stringify({ ...whole, ...changes });
  return problemsOf(new JsonFile(text), of, moment, shown, l10n).map((problem) => ({
    ...problem,
    at: text.slice(problem.place.offset, problem.place.offset + problem.place.length),
  }));
}

/** The one problem there is, with what its fixes write. */
function only(changes: object, of?: Known) {
  const problems = check(changes, of);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  const [problem] = problems;
  assert.ok(problem);
  const { at, severity, message } = problem;
  return { at, severity, message, fixes: problem.fixes.map(({ text }) => text) };
}

describe('the problems of a draft file', () => {
  it('are none where everything is known', () => {
    assert.deepEqual(check({}), []);
    assert.deepEqual(check({ conversation: 'conv', author: 'p-agent', recipients: ['+15550100'] }), []);
    assert.deepEqual(check({ account: undefined, occurredAt: 'yesterday 14:00' }), []);
  });

  it('are none about what a schema says already', () => {
    assert.deepEqual(check({ account: '', conversation: 7, author: null, recipients: 'x', text: 1 }), []);
  });

  it('name the accounts that there are, the likeliest first', () => {
    const { at, severity, fixes } = only({ account: 'Acne' });
    assert.equal(at, '"Acne"');
    assert.equal(severity, 'error');
    assert.deepEqual(fixes, ['"Acme"', '"Sandbox"']);
    assert.match(
      only({ account: 'x' }, known([], { accounts: [] })).message,
      /not signed in to an account\./,
    );
  });

  it('tell accounts of one label apart by SID', () => {
    const { fixes } = only(
      { account: 'Acme' },
      known([], { accounts: [live, { ...live, id: 'm', accountSid: 'AC2' }] }),
    );
    assert.deepEqual(fixes, ['"AC1"', '"AC2"']);
  });

  it('say which conversation may be meant, and that others are asked for', () => {
    const { at, severity, fixes, message } = only({ conversation: 'A bycicle' });
    assert.equal(at, '"A bycicle"');
    assert.equal(severity, 'warning');
    assert.deepEqual(fixes, ['"A bicycle"']);
    assert.match(message, /None of the 1 conversations that are loaded/);
    assert.equal(only({ conversation: 'Something else' }).severity, 'hint');
    // Nothing is loaded, so nothing is known.
    assert.deepEqual(check({ conversation: 'Something else' }, known([])), []);
  });

  it('offer the ids where a name is shared, unless one alone is open', () => {
    const second = { ...bicycle, id: 'conv2' };
    assert.deepEqual(only({}, known([bicycle, second])).fixes, ['"conv"', '"conv2"']);
    assert.deepEqual(check({}, known([bicycle, { ...second, status: 'CLOSED' }])), []);
  });

  it('warn of a closed conversation', () => {
    const { severity, message } = only({}, known([{ ...bicycle, status: 'CLOSED' }]));
    assert.equal(severity, 'warning');
    assert.match(message, /closed/);
  });

  it('name the people of the conversation', () => {
    const { at, severity, fixes } = only({ recipients: ['Maja Lopez'] });
    assert.equal(at, '"Maja Lopez"');
    assert.equal(severity, 'error');
    assert.deepEqual(fixes, ['"Maya Lopez"', '"Jonas"']);
    const named = only({ author: { name: 'Jnas', channel: 'SMS' } });
    assert.equal(named.at, '"Jnas"');
    assert.equal(named.fixes[0], '"Jonas"');
  });

  it('tell a channel that a participant does not have', () => {
    const { at, fixes } = only({ author: { name: 'Jonas', channel: 'RCS' } });
    assert.equal(at, '"RCS"');
    assert.deepEqual(fixes, ['"SMS"', '"WHATSAPP"']);
  });

  it('bring an address into the form of its channel', () => {
    const fixed = (channel: string, address: string) => only({ author: { channel, address } });
    assert.deepEqual(fixed('SMS', '4915112345678 x').fixes, []);
    assert.deepEqual(fixed('VOICE', '15551234567').fixes, ['"+15551234567"']);
    assert.deepEqual(fixed('WHATSAPP', '+1 555 123 4567').fixes, ['"whatsapp:+15551234567"']);
    assert.deepEqual(fixed('WHATSAPP', '0049 151 1234567').fixes, ['"whatsapp:+491511234567"']);
    assert.equal(fixed('RCS', 'brand_agent').severity, 'warning');
    assert.deepEqual(fixed('RCS', 'brand_agent').fixes, ['"rcs:brand_agent"']);
    assert.deepEqual(check({ author: { channel: 'CHAT', address: 'maya' } }), []);
    // Those of a participant are as the API gave them.
    assert.deepEqual(check({ author: { channel: 'SMS', address: '1', participantId: 'p' } }), []);
  });

  it('offer to write a number as an address', () => {
    assert.equal(
      only({ author: 'whatsapp:+15551234567' }).fixes[0],
      '{ "channel": "WHATSAPP", "address": "whatsapp:+15551234567" }',
    );
  });

  it('tell what is no moment', () => {
    const { at, fixes } = only({ occurredAt: 'soonish' });
    assert.equal(at, '"soonish"');
    assert.deepEqual(fixes, ['"2026-03-09T12:00:00Z"']);
  });

  it('show no names while they are hidden', () => {
    const hidden = known([bicycle], { masker: closedMasker });
    for (const changes of [{ conversation: 'A bycicle' }, { recipients: ['Maja Lopez'] }]) {
      const [problem] = check(changes, hidden);
      assert.ok(problem && problem.fixes.length > 0);
      assert.doesNotMatch(JSON.stringify([problem.message, problem.fixes]), /bicycle|Maya|Jonas/);
    }
  });
});
