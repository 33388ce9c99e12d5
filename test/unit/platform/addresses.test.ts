import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHANNELS } from '../../../src/api/resources.ts';
import { addressComplaint, addressHint, normalizedAddress } from '../../../src/platform/addresses.ts';

const l10n = {
  t: (text: unknown, ...args: unknown[]) => String(text).replaceAll(/\{(\d)\}/g, (_, i) => String(args[i])),
} as Parameters<typeof addressHint>[1];
const complaint = (channel: string, typed: string) =>
  addressComplaint(channel, normalizedAddress(channel, typed), [], l10n);

describe('what is typed as an address', () => {
  for (const [channel, typed, address] of [
    ['SMS', ' +1 (555) 123-4567 ', '+15551234567'],
    ['SMS', '+49\u2011170\u00A01234567', '+491701234567'],
    ['VOICE', '+44 20.7946.0018', '+442079460018'],
    ['VOICE', 'client:maya lopez', 'client:maya lopez'],
    ['WHATSAPP', '+1 555 123 4567', 'whatsapp:+15551234567'],
    ['WHATSAPP', 'WhatsApp:+15551234567', 'whatsapp:+15551234567'],
    ['RCS', '+15551234567', 'rcs:+15551234567'],
    ['RCS', 'rcs:brand_agent', 'rcs:brand_agent'],
    ['CHAT', '+1 555', '+1 555'],
    ['EMAIL', ' maya@example.com ', 'maya@example.com'],
    ['WHATSAPP', '  ', ''],
  ] as const) {
    it(`becomes what the API knows: ${channel} ${typed}`, () => {
      assert.equal(normalizedAddress(channel, typed), address);
    });
  }

  for (const [channel, typed] of [
    ['SMS', '+15551234567'],
    ['SMS', '55512'],
    ['SMS', 'Pedal Works'],
    ['VOICE', '+15551234567'],
    ['VOICE', 'client:maya'],
    ['VOICE', 'sip:maya@example.com'],
    ['WHATSAPP', '+15551234567'],
    ['RCS', 'brand_agent'],
    ['RCS', '+15551234567'],
    ['CHAT', 'Maya López'],
    ['CHAT', 'maya@example.com'],
    ['VIDEO', 'maya'],
    ['EMAIL', 'maya@example.com'],
    ['CARRIER_PIGEON', 'coop 7'],
  ] as const) {
    it(`may do: ${channel} ${typed}`, () => {
      assert.equal(complaint(channel, typed), undefined);
    });
  }

  for (const [channel, typed] of [
    ['SMS', ''],
    ['SMS', '0170 1234567'],
    ['SMS', '+0123456789'],
    ['SMS', '+1555123456789012'],
    ['SMS', 'maya@example.com'],
    ['VOICE', '5551234567'],
    ['VOICE', 'client:'],
    ['WHATSAPP', 'maya'],
    ['WHATSAPP', 'whatsapp:15551234567'],
    ['RCS', '+1'],
    ['RCS', 'two words'],
    ['CHAT', '   '],
    ['EMAIL', 'maya'],
    ['EMAIL', 'maya@'],
    ['EMAIL', 'maya lopez@example.com'],
    ['EMAIL', 'maya@ex@mple.com'],
    ['CHAT', 'x'.repeat(255)],
  ] as const) {
    it(`cannot be right: ${channel} ${typed.slice(0, 20)}`, () => {
      assert.ok(complaint(channel, typed));
    });
  }

  it('is refused when the participant has it already, but not on another channel', () => {
    const others = [{ channel: 'SMS', address: '+15551234567' }];
    assert.match(addressComplaint('SMS', '+15551234567', others, l10n) ?? '', /already/);
    assert.equal(addressComplaint('VOICE', '+15551234567', others, l10n), undefined);
  });
});

it('hints at a form that would be accepted, for each channel', () => {
  for (const channel of [...CHANNELS, 'EMAIL']) {
    const { prompt, example } = addressHint(channel, l10n);
    assert.ok(prompt);
    if (example) assert.equal(complaint(channel, example), undefined, channel);
  }
});
