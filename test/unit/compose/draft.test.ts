import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bodyOf, candidatesOf, partyOf, recipientsFor, suggest } from '../../../src/compose/draft.ts';
import { agent, customer } from '../../support/fixtures.ts';

const candidates = candidatesOf([customer, agent]);

it('offers every address of every participant', () => {
  assert.deepEqual(
    candidates.map(({ address }) => address.address),
    ['+15550100', '+15550199', 'whatsapp:+15550199'],
  );
});

it('begins with the agent writing to the customer on the channel they share', () => {
  const { author, recipients } = suggest(candidates);
  assert.deepEqual(author, { address: '+15550199', channel: 'SMS', participantId: 'p-agent' });
  assert.deepEqual(recipients, [{ address: '+15550100', channel: 'SMS', participantId: 'p-customer' }]);
});

it('suggests nothing where nobody has an address', () => {
  assert.deepEqual(suggest([]), {});
});

it('never offers the author as a recipient, and those on the same channel first', () => {
  const [fromCustomer] = candidates;
  assert.ok(fromCustomer);
  assert.deepEqual(
    recipientsFor(partyOf(fromCustomer), candidates.toReversed()).map(({ address }) => address.channel),
    ['SMS', 'WHATSAPP'],
  );
});

it('makes a request only of a complete draft', () => {
  const { author, recipients } = suggest(candidates);
  assert.ok(author && recipients);
  assert.equal(bodyOf({ text: 'Hi' }), undefined);
  assert.equal(bodyOf({ author, recipients: [], text: 'Hi' }), undefined);
  assert.deepEqual(bodyOf({ author, recipients, text: 'Hi' }), {
    author,
    recipients,
    content: { type: 'TEXT', text: 'Hi' },
  });
});
