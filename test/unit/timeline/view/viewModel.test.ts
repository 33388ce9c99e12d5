import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReactiveController } from 'lit';
import type { Filter } from '../../../../src/timeline/protocol/filter.ts';
import { withList } from '../../../../src/timeline/protocol/filter.ts';
import type { State } from '../../../../src/timeline/protocol/state.ts';
import type { HostLink } from '../../../../src/timeline/view/hostLink.ts';
import { ViewModel } from '../../../../src/timeline/view/viewModel.ts';

const state: State = {
  type: 'state',
  revision: 1,
  rowCount: 2,
  communicationCount: 1,
  shownCount: 1,
  filter: {},
  phase: 'ready',
  masked: false,
};

function modelWith(filter: Filter = {}) {
  const posted: unknown[] = [];
  const link = {
    saved: { following: true, mode: 'feed', filter, paused: false },
    post: (message: unknown) => void posted.push(message),
    save: () => undefined,
  };
  const model = new ViewModel(link as unknown as HostLink);
  const drawn = { count: 0 };
  model.connect({
    addController: (controller: ReactiveController) => controller.hostConnected?.(),
    removeController: () => undefined,
    requestUpdate: () => {
      drawn.count++;
    },
    updateComplete: Promise.resolve(true),
  });
  return { model, posted, drawn };
}

describe('ViewModel', () => {
  it('builds one change of the filter on the other, before the host has answered', () => {
    const { model, posted, drawn } = modelWith({ channels: ['SMS', 'VOICE'], kinds: ['TEXT'] });
    model.setFilter(withList(model.filter, 'channels', ['SMS']));
    model.state = { ...state, filter: { channels: ['SMS', 'VOICE'], kinds: ['TEXT'] } };
    model.setFilter(withList(model.filter, 'kinds', []));
    assert.deepEqual(posted.at(-1), { type: 'setFilter', filter: { channels: ['SMS'] } });
    assert.equal(drawn.count, 3);
  });

  it('knows whether what is shown is narrowed already', () => {
    const { model } = modelWith();
    model.state = state;
    assert.equal(model.narrowed, true);
    model.setFilter({ kinds: ['TEXT'], channels: ['SMS'] });
    assert.equal(model.narrowed, false);
    model.state = { ...state, filter: { channels: ['SMS'], kinds: ['TEXT'] } };
    assert.equal(model.narrowed, true);
  });

  it('marks nothing while texts are hidden, and what is searched for again afterwards', () => {
    const { model } = modelWith();
    model.query = 'parcel';
    model.state = { ...state, masked: true };
    assert.equal(model.query, '');
    model.state = state;
    assert.equal(model.query, 'parcel');
  });
});
