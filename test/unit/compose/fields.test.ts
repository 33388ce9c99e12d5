import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CommunicationDraft } from '../../../src/compose/draft.ts';
import { complaintAt, lineComplaint, lineFields, lineOf, setLine } from '../../../src/compose/fields.ts';
import type { MomentContext } from '../../../src/platform/moment.ts';
import { l10n } from '../l10n.ts';

const NOW = Date.parse('2026-03-09T12:00:00Z');
const moment: MomentContext = { now: NOW, reference: NOW, timeZone: 'UTC', locale: 'en' };

describe('The fields that most communications leave empty', () => {
  it('are those of a transcription only for one', () => {
    assert.deepEqual(lineFields({}), ['channelId', 'occurredAt', 'resourceId']);
    assert.deepEqual(lineFields({ kind: 'TEXT' }), ['channelId', 'occurredAt', 'resourceId']);
    assert.equal(lineFields({ kind: 'TRANSCRIPTION' }).length, 6);
  });

  it('hold what was typed, and leave nothing behind when they are emptied', () => {
    const draft: CommunicationDraft = { text: 'Hi' };
    for (const field of lineFields({ kind: 'TRANSCRIPTION' })) {
      assert.equal(lineOf(draft, field), '', field);
      setLine(draft, field, `typed into ${field}`);
    }
    for (const field of lineFields({ kind: 'TRANSCRIPTION' })) {
      assert.equal(lineOf(draft, field), `typed into ${field}`);
      setLine(draft, field, '');
    }
    assert.deepEqual(draft, { text: 'Hi' });
  });

  it('are judged one by one, whatever else is missing, and without changing the draft', () => {
    const draft: CommunicationDraft = {
      text: '',
      kind: 'TRANSCRIPTION',
      transcription: { confidence: '0.5' },
    };
    const before = structuredClone(draft);
    assert.match(lineComplaint(draft, 'transcription.confidence', '1.2', moment, l10n) ?? '', /from 0 to 1/);
    assert.equal(lineComplaint(draft, 'transcription.confidence', '0,9', moment, l10n), undefined);
    assert.match(lineComplaint(draft, 'occurredAt', 'soonish', moment, l10n) ?? '', /no moment/);
    assert.equal(lineComplaint(draft, 'occurredAt', 'yesterday 14:00', moment, l10n), undefined);
    assert.match(complaintAt(draft, 'text', moment, l10n) ?? '', /needed/);
    assert.deepEqual(draft, before);
  });
});
