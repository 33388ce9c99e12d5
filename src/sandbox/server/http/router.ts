import type { Method, Route } from './call.ts';

export interface Match {
  route: Route;
  parameters: Record<string, string>;
}

interface Node {
  readonly children: Map<string, Node>;
  parameter?: Node;
  readonly routes: Map<string, { route: Route; names: string[] }>;
}

const createNode = (): Node => ({ children: new Map(), routes: new Map() });

/** Finds the route of a path, segment by segment. */
export class Router {
  readonly #root = createNode();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const names: string[] = [];
      let node = this.#root;
      for (const segment of route.path.slice(1).split('/')) {
        if (segment.startsWith(':')) {
          names.push(segment.slice(1));
          node.parameter ??= createNode();
          node = node.parameter;
        } else {
          const next = node.children.get(segment) ?? createNode();
          node.children.set(segment, next);
          node = next;
        }
      }
      node.routes.set(route.method, { route, names });
    }
  }

  /**
   * @param path - percent-encoded
   * @returns the route, or the methods that the path takes when it is not this one, or undefined for no such path
   */
  find(method: string, path: string): Match | { allowed: Method[] } | undefined {
    const values: string[] = [];
    let node: Node | undefined = this.#root;
    for (const segment of path.slice(1).split('/')) {
      const literal: Node | undefined = node.children.get(segment);
      if (literal) {
        node = literal;
        continue;
      }
      const value = decode(segment);
      if (!node.parameter || value === undefined) return undefined;
      values.push(value);
      node = node.parameter;
    }
    if (node.routes.size === 0) return undefined;
    const found = node.routes.get(method);
    if (!found) return { allowed: [...node.routes.keys()] as Method[] };
    const parameters = Object.fromEntries(found.names.map((name, index) => [name, values[index] ?? '']));
    return { route: found.route, parameters };
  }
}

/** Undefined for what no id can be: empty, or not percent-encoded rightly. */
function decode(segment: string): string | undefined {
  if (!segment.includes('%')) return segment || undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
