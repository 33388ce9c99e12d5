import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Method, Route } from '../../../src/sandbox/server/http/call.ts';
import { Router } from '../../../src/sandbox/server/http/router.ts';

const route = (method: Method, path: string): Route => ({
  method,
  path,
  handle: () => ({ status: 200, body: Buffer.alloc(0) }),
});

const PARTICIPANT = route('GET', '/v2/Conversations/:conversationId/Participants/:id');
const ROUTES = [
  route('GET', '/v2/Conversations'),
  route('POST', '/v2/Conversations'),
  route('GET', '/v2/Conversations/:conversationId'),
  route('PUT', '/v2/Conversations/:conversationId'),
  PARTICIPANT,
  // Another name at the same place.
  route('PUT', '/v2/Conversations/:whole/Participants/:part'),
  route('GET', '/sandbox/faults/presets'),
  route('DELETE', '/sandbox/faults/:id'),
];
const router = new Router(ROUTES);

/** What a path leads to: the route and its parameters, the methods that it takes, or nothing. */
function find(method: string, path: string) {
  const match = router.find(method, path);
  if (!match || 'allowed' in match) return match;
  return { to: `${match.route.method} ${match.route.path}`, ...match.parameters };
}

describe('the router', () => {
  it('finds each route by its own path, and gives the very route', () => {
    for (const each of ROUTES) {
      const match = router.find(each.method, each.path.replaceAll(/:\w+/g, 'x'));
      assert.ok(match && 'route' in match);
      assert.equal(match.route, each);
    }
  });

  it('names the parameters as the route does', () => {
    assert.deepEqual(find('GET', '/v2/Conversations/a/Participants/b'), {
      to: 'GET /v2/Conversations/:conversationId/Participants/:id',
      conversationId: 'a',
      id: 'b',
    });
    assert.deepEqual(find('PUT', '/v2/Conversations/a/Participants/b'), {
      to: 'PUT /v2/Conversations/:whole/Participants/:part',
      whole: 'a',
      part: 'b',
    });
    assert.deepEqual(find('GET', '/v2/Conversations'), { to: 'GET /v2/Conversations' });
  });

  it('tells which methods a path takes when it is not this one', () => {
    assert.deepEqual(find('DELETE', '/v2/Conversations'), { allowed: ['GET', 'POST'] });
    assert.deepEqual(find('POST', '/v2/Conversations/a'), { allowed: ['GET', 'PUT'] });
    assert.deepEqual(find('get', '/v2/Conversations'), { allowed: ['GET', 'POST'] });
  });

  it('prefers a literal segment to a parameter', () => {
    assert.deepEqual(find('GET', '/sandbox/faults/presets'), { to: 'GET /sandbox/faults/presets' });
    assert.deepEqual(find('DELETE', '/sandbox/faults/fault-1'), {
      to: 'DELETE /sandbox/faults/:id',
      id: 'fault-1',
    });
    assert.deepEqual(find('DELETE', '/sandbox/faults/presets'), { allowed: ['GET'] });
  });

  it('decodes parameters, once, and never splits what was encoded', () => {
    for (const [segment, id] of [
      ['a%20b', 'a b'],
      ['%E8%AA%9E', '語'],
      ['a%2Fb', 'a/b'],
      ['%2541', '%41'],
      ['a+b', 'a+b'],
      ['..', '..'],
      ['__proto__', '__proto__'],
      [':id', ':id'],
    ] as const) {
      const match = router.find('GET', `/v2/Conversations/${segment}`);
      assert.ok(match && 'parameters' in match, segment);
      assert.equal(match.parameters['conversationId'], id);
    }
  });

  it('leads nowhere for all else', () => {
    for (const path of [
      '/',
      '/v2',
      '/v2/',
      '/v2/Conversations/',
      '/v2//Conversations',
      '//v2/Conversations',
      '/v2/conversations',
      '/V2/Conversations',
      '/v2/Conversations/a/',
      '/v2/Conversations/a/Participants',
      '/v2/Conversations//Participants/b',
      '/v2/Conversations/a/Participants/b/c',
      '/v2/Conversations/a/constructor/b',
      '/sandbox/faults',
      '/v2/Conversations/%',
      '/v2/Conversations/%zz',
      '/v2/Conversations/%E8%AA',
      '/v2/Conversations%2Fa',
      '/v2/%43onversations',
    ]) {
      assert.equal(find('GET', path), undefined, path);
    }
  });

  it('takes a parameter named as a member of every object for a name', () => {
    const odd = new Router([route('GET', '/a/:constructor/:toString')]);
    const match = odd.find('GET', '/a/b/c');
    assert.ok(match && 'parameters' in match);
    assert.deepEqual(match.parameters, { constructor: 'b', toString: 'c' });
  });
});
