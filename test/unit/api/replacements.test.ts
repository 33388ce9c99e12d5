import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  configurationReplacement,
  conversationReplacement,
  participantReplacement,
} from '../../../src/api/replacements.ts';
import type { Configuration, Conversation, Participant } from '../../../src/api/resources.ts';

describe('the body that replaces a configuration', () => {
  const writable = {
    displayName: 'Support',
    description: 'What it is for',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: 'mem_store_1',
    channelSettings: {
      SMS: {
        statusTimeouts: { inactive: 5, closed: 60 },
        captureRules: [{ from: '*', to: '+15550100', metadata: { callType: 'PSTN' } }],
      },
      FAX: { statusTimeouts: { inactive: 1 } },
    },
    statusCallbacks: [{ url: 'https://example.com/hook', method: 'GET' }],
    intelligenceConfigurationIds: ['intel_1'],
    traitExtractionStrategyIds: ['trait_1'],
    observationExtractionStrategyIds: ['observation_1'],
    memoryExtractionEnabled: true,
    conversationsV1Bridge: { serviceId: `IS${'0'.repeat(32)}` },
  };
  const fetched: Configuration = {
    id: 'conf_1',
    ...writable,
    createdAt: '2026-03-01T09:30:00Z',
    updatedAt: '2026-03-01T09:30:00Z',
    version: 3,
  };

  it('holds everything that can be written and nothing that cannot', () => {
    assert.deepEqual(configurationReplacement(fetched, {}), writable);
  });

  it('changes what is to change, takes away what is null and leaves what is undefined', () => {
    const body = configurationReplacement(fetched, {
      description: 'Another',
      statusCallbacks: [],
      memoryExtractionEnabled: false,
      conversationsV1Bridge: null,
      displayName: undefined,
    });
    const { conversationsV1Bridge: _, ...rest } = writable;
    assert.deepEqual(body, {
      ...rest,
      description: 'Another',
      statusCallbacks: [],
      memoryExtractionEnabled: false,
    });
  });

  it('has channelSettings though the answer had none', () => {
    for (const channelSettings of [undefined, null]) {
      const body = configurationReplacement({ ...fetched, channelSettings } as unknown as Configuration, {});
      assert.deepEqual(body.channelSettings, {});
    }
    assert.deepEqual(configurationReplacement(fetched, { channelSettings: { SMS: {} } }).channelSettings, {
      SMS: {},
    });
  });

  it('sends back members that this version does not know', () => {
    const newer = { ...fetched, retentionDays: 30, nested: { a: [1, { b: null }] } };
    assert.deepEqual(configurationReplacement(newer, {}), {
      ...writable,
      retentionDays: 30,
      nested: { a: [1, {}] },
    });
  });

  it('leaves the fetched resource as it was', () => {
    const before = structuredClone(fetched);
    configurationReplacement(fetched, { description: 'Another', conversationsV1Bridge: null });
    assert.deepEqual(fetched, before);
  });
});

describe('the body that replaces a conversation', () => {
  const fetched: Conversation = {
    id: 'conv_1',
    accountId: 'AC1',
    configurationId: 'conf_1',
    status: 'ACTIVE',
    name: 'Order 48213',
    createdAt: '2026-03-01T09:30:00Z',
    updatedAt: '2026-03-01T09:30:00Z',
    configuration: { displayName: 'Support' },
    participants: [{ id: 'part_1', conversationId: 'conv_1', accountId: 'AC1' }],
    metadata: { order: '48213' },
    actionId: 'action_1',
  };

  it('keeps name, status and metadata, and sends nothing else', () => {
    assert.deepEqual(conversationReplacement(fetched, {}), {
      status: 'ACTIVE',
      name: 'Order 48213',
      metadata: { order: '48213' },
    });
  });

  it('changes one and keeps the others', () => {
    assert.deepEqual(conversationReplacement(fetched, { status: 'CLOSED' }), {
      status: 'CLOSED',
      name: 'Order 48213',
      metadata: { order: '48213' },
    });
    assert.deepEqual(conversationReplacement(fetched, { name: null, metadata: {} }), {
      status: 'ACTIVE',
      metadata: {},
    });
  });

  it('sends no null for a name that is not there', () => {
    assert.deepEqual(conversationReplacement({ ...fetched, name: null }, {}), {
      status: 'ACTIVE',
      metadata: { order: '48213' },
    });
  });

  it('is not made without a status', () => {
    const { status: _, ...unknown } = fetched;
    assert.throws(() => conversationReplacement(unknown, {}), RangeError);
    assert.equal(conversationReplacement(unknown, { status: 'ACTIVE' }).status, 'ACTIVE');
  });
});

describe('the body that replaces a participant', () => {
  const fetched: Participant = {
    id: 'part_1',
    conversationId: 'conv_1',
    accountId: 'AC1',
    name: 'Ada',
    type: 'CUSTOMER',
    profileId: 'mem_profile_1',
    addresses: [
      { channel: 'SMS', address: '+15550100', channelId: null },
      { channel: 'CHAT', address: 'ada', channelId: 'CH1' },
    ],
    createdAt: '2026-03-01T09:30:00Z',
    updatedAt: '2026-03-01T09:30:00Z',
  };
  const addresses = [
    { channel: 'SMS', address: '+15550100' },
    { channel: 'CHAT', address: 'ada', channelId: 'CH1' },
  ];

  it('keeps all that is not changed, and sends no null', () => {
    assert.deepEqual(participantReplacement(fetched, { type: 'AGENT' }), {
      name: 'Ada',
      type: 'AGENT',
      profileId: 'mem_profile_1',
      addresses,
    });
    assert.deepEqual(participantReplacement({ ...fetched, name: null, profileId: null }, {}), {
      type: 'CUSTOMER',
      addresses,
    });
  });

  it('sends no null of the changes either', () => {
    const body = participantReplacement(fetched, {
      profileId: null,
      addresses: [{ channel: 'SMS', address: '+15550101', channelId: null }],
    });
    assert.deepEqual(body, {
      name: 'Ada',
      type: 'CUSTOMER',
      addresses: [{ channel: 'SMS', address: '+15550101' }],
    });
  });
});
