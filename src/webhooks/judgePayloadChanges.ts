/** What may have been done to a form between its being signed and its being checked, undone. */
import type { CallbackRequest } from './callback.ts';
import { fieldsOf, formPayload, isForm, type Payload } from './judgePayload.ts';
import type { FormFields } from './signature.ts';
import type { CauseFound } from './verdict.ts';

export interface PayloadChange extends CauseFound {
  /** What was signed instead. */
  readonly payload: Payload;
}

/** A larger body is not tried in other ways. */
const LARGEST = 256_000;

/** So many fields are left out one at a time, and so on. */
const MOST_FIELDS = 40;

type Values = string | readonly string[];

/** All that a request's payload may have been, the likeliest first. */
export function* payloadChanges(request: CallbackRequest, payload: Payload): Generator<PayloadChange> {
  const { body } = request;
  if (body.length > LARGEST) return;
  if (payload.kind === 'form') {
    yield { cause: 'bodyKind', how: 'formNotSigned', payload: { kind: 'none', text: '' } };
    yield* formChanges(payload.fields);
    return;
  }
  if (body.length === 0) return;
  const text = Buffer.from(body).toString('utf8');
  if (/^[^=&\s{[]+=/.test(text)) {
    const how = isForm(request) ? 'formWithHash' : 'formOfOtherType';
    yield {
      cause: 'bodyKind',
      how,
      received: request.headers['content-type'] ?? '',
      payload: formPayload(fieldsOf(text)),
    };
    return;
  }
  const members = membersOf(text);
  if (members) yield { cause: 'bodyKind', how: 'jsonAsFields', payload: formPayload(members) };
}

function* formChanges(fields: FormFields): Generator<PayloadChange> {
  const altered = (how: string, changed: FormFields, name?: string): PayloadChange => ({
    cause: how === 'plusAsSpace' || how === 'percentEncoded' ? 'escaping' : 'formAltered',
    how: how === 'percentEncoded' ? 'fieldEncoded' : how,
    ...(name !== undefined && { received: name }),
    payload: formPayload(changed),
  });
  const names = Object.keys(fields);
  // A plus sign in a form is a space: +1555… has to be written %2B1555….
  yield altered(
    'plusAsSpace',
    mapped(fields, (value) => value.replace(/^ (?=\d)/, '+')),
  );
  yield altered(
    'plusAsSpace',
    mapped(fields, (value) => value.replaceAll(' ', '+')),
  );
  yield altered('percentEncoded', mapped(fields, decoded));
  for (const name of names.slice(0, MOST_FIELDS)) yield altered('added', without(fields, [name]), name);
  yield altered(
    'emptyAdded',
    without(
      fields,
      names.filter((name) => fields[name] === ''),
    ),
  );
  yield altered(
    'trimmable',
    mapped(fields, (value) => value.trim()),
  );
  for (const name of names.slice(0, MOST_FIELDS)) {
    for (const end of [' ', '\n']) {
      yield altered(
        'trimmed',
        changedIn(fields, name, (value) => value + end),
        name,
      );
    }
    yield altered(
      'trimmed',
      changedIn(fields, name, (value) => ` ${value}`),
      name,
    );
    yield altered(
      'emptied',
      changedIn(fields, name, () => ''),
      name,
    );
  }
  yield altered(
    'lineEnd',
    mapped(fields, (value) => value.replaceAll(/\r?\n/g, '\r\n')),
  );
  yield altered(
    'lineEnd',
    mapped(fields, (value) => value.replaceAll('\r\n', '\n')),
  );
  yield altered(
    'encoding',
    mapped(fields, (value) => Buffer.from(value, 'latin1').toString('utf8')),
  );
  yield altered(
    'encoding',
    mapped(fields, (value) => Buffer.from(value, 'utf8').toString('latin1')),
  );
  yield altered(
    'unicode',
    mapped(fields, (value) => value.normalize('NFC')),
  );
  yield altered(
    'unicode',
    mapped(fields, (value) => value.normalize('NFD')),
  );
  if (names.some((name) => Array.isArray(fields[name]))) {
    yield altered(
      'repeated',
      each(fields, (values) => (typeof values === 'string' ? values : (values[0] ?? ''))),
    );
    yield altered(
      'repeated',
      each(fields, (values) => (typeof values === 'string' ? values : (values.at(-1) ?? ''))),
    );
    yield altered(
      'repeated',
      each(fields, (values) => (typeof values === 'string' ? values : values.join(','))),
    );
  }
  if (names.some((name) => name !== firstUpper(name))) {
    yield altered('names', Object.fromEntries(names.map((name) => [firstUpper(name), fields[name] ?? ''])));
  }
}

function each(fields: FormFields, change: (values: Values, name: string) => Values): FormFields {
  return Object.fromEntries(
    Object.keys(fields).map((name) => [name, change(fields[name] ?? '', name)] as const),
  );
}

function mapped(fields: FormFields, change: (value: string) => string): FormFields {
  return each(fields, (values) => (typeof values === 'string' ? change(values) : values.map(change)));
}

function changedIn(fields: FormFields, one: string, change: (value: string) => string): FormFields {
  return each(fields, (values, name) => {
    if (name !== one) return values;
    return typeof values === 'string' ? change(values) : values.map(change);
  });
}

function without(fields: FormFields, left: readonly string[]): FormFields {
  return Object.fromEntries(
    Object.keys(fields)
      .filter((name) => !left.includes(name))
      .map((name) => [name, fields[name] ?? '']),
  );
}

function firstUpper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The members of a JSON object, as a form would have them. */
function membersOf(text: string): FormFields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asField(member)]));
  } catch {
    return undefined;
  }
}

function asField(member: unknown): Values {
  if (typeof member === 'string') return member;
  if (Array.isArray(member)) return member.map(String);
  return typeof member === 'object' && member !== null ? JSON.stringify(member) : String(member);
}
