import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SEVERITIES } from '../../../../src/inspect/diagnosis/finding.ts';
import { reportMarkdown } from '../../../../src/inspect/diagnosis/reportMarkdown.ts';
import { type Diagnosed, Results, type Subject } from '../../../../src/inspect/diagnosis/results.ts';
import { closedMasker, type Masker, openMasker } from '../../../../src/platform/masking.ts';
import { l10n } from '../../l10n.ts';
import { customer, found, healthy, NOW, said, withMore } from './evidence.ts';

const subject = (conversationId: string, accountId = 'a'): Subject => ({
  kind: 'conversation',
  accountId,
  conversationId,
  title: 'Nora: *lost* luggage',
  status: 'ACTIVE',
});
const sick: Diagnosed = {
  subject: subject('c'),
  at: NOW,
  findings: found(
    withMore(said('<b>Shall</b> we `send` it?', 3000), said('<b>Shall</b> we `send` it?', 2999)),
  ),
};
const well: Diagnosed = { subject: subject('c2'), at: NOW, findings: [] };
const report = (masker: Masker, diagnosed: readonly Diagnosed[] = [sick, well], note?: string) =>
  reportMarkdown(diagnosed, { l10n, masker, moment: () => 'noon', account: () => 'Shop & Sons' }, note);

describe('the report of a diagnosis', () => {
  it('tells findings with what shows them, and takes what people wrote for no markup', () => {
    const text = report(openMasker, [sick, well], 'Ended early');
    assert.match(
      text,
      /^# Diagnosis\n\n\*\*1 warning\*\* · Shop & Sons · noon\n\n> Ended early\n\n## Nora: \\\*lost\\\* luggage\n/,
    );
    assert.match(text, /### Warning: The same was said 2 times/);
    assert.match(text, /- .*\\<b\\>Shall\\<\/b\\> we \\`send\\` it\?.* \(`m\d+`\)/);
    assert.match(text, /`c2`\n\nNo problems found\n$/);
  });

  it('names nobody while personal data is hidden', () => {
    assert.doesNotMatch(report(closedMasker), /Nora|luggage|Shall|send/);
  });

  it('says so where nothing was found', () => {
    assert.match(report(openMasker, [well]), /\*\*No problems found\*\*/);
    assert.match(report(openMasker, []), /No problems found/);
  });
});

describe('the results of diagnoses', () => {
  it('come with the worst first, once for each conversation', () => {
    const results = new Results();
    const failed = found(healthy({ participants: [customer(), customer({ id: 'p2' })] }));
    results.put(well);
    results.put(sick);
    results.put({ subject: subject('c3'), at: NOW, findings: failed });
    results.put({ ...sick, at: NOW + 1 });
    assert.deepEqual(
      results.list().map(({ subject: of }) => of.kind === 'conversation' && of.conversationId),
      ['c3', 'c', 'c2'],
    );
    assert.equal(results.counts().warning > 0 && results.counts().error > 0, true);
  });

  it('leave out what is filtered, and do not call it healthy', () => {
    const results = new Results();
    results.put(sick);
    results.put(well);
    results.shown = new Set(['error']);
    assert.deepEqual(
      results.list().map(({ subject: of }) => of.kind === 'conversation' && of.conversationId),
      ['c2'],
    );
    assert.equal(results.counts().warning, 1);
    results.shown = new Set(SEVERITIES);
    assert.equal(results.list().length, 2);
  });

  it('forget the accounts that were signed out of', () => {
    const results = new Results();
    results.put(sick);
    results.put({ ...sick, subject: subject('c', 'b') });
    results.keepAccounts(new Set(['b']));
    assert.deepEqual([...results.accountIds], ['b']);
  });
});
