import type { l10n as VscodeL10n } from 'vscode';
import type { CauseFound, SignatureVerdict } from './verdict.ts';

export type L10n = Pick<typeof VscodeL10n, 't'>;

/** A verdict in words. */
export interface CauseWords {
  /** In a few words: “Not signed: the URL has http where https was signed”. */
  readonly title: string;
  /** What happened, and what shows it. */
  readonly text: string;
  /** What to change; absent where there is nothing to. */
  readonly advice?: string;
}

/** Says of a verdict what happened, and what to change in code or in a proxy. Nothing of people is in it. */
export function causeWords(verdict: SignatureVerdict, l10n: L10n): CauseWords {
  if (verdict.signed) return signedWords(verdict, l10n);
  const causes = verdict.causes ?? (verdict.cause ? [{ cause: verdict.cause }] : []);
  const all = causes.map((cause) => ofCause(cause, l10n));
  const [first] = all;
  if (!first) return ofCause({ cause: 'unknown' }, l10n);
  if (all.length === 1) return first;
  const advice = all.map((words) => words.advice).filter((each) => each !== undefined);
  return {
    title: l10n.t('{0} things differ: {1}', all.length, all.map(({ title }) => title).join('; ')),
    text: all.map(({ text }) => text).join(' '),
    ...(advice.length > 0 && { advice: advice.join(' ') }),
  };
}

function signedWords({ via, token = '', url = '' }: SignatureVerdict, l10n: L10n): CauseWords {
  const title = l10n.t('The signature matches');
  switch (via) {
    case 'forwarded':
      return {
        title,
        text: l10n.t(
          'Signed with the auth token of {0}, for the URL that the proxy’s headers tell of. An app behind the same proxy has to believe them too.',
          token,
        ),
        advice: l10n.t("In Express: app.set('trust proxy', 1). In Flask: ProxyFix."),
      };
    case 'configured':
      return {
        title,
        text: l10n.t(
          'Signed with the auth token of {0}, for a URL that is configured: {1}. The request itself tells of another one, so an app that rebuilds its URL from the request would refuse it.',
          token,
          hostOf(url),
        ),
        advice: l10n.t(
          'Give the app its public URL: twilio.webhook({ url: … }), or the url argument of validateRequest.',
        ),
      };
    default:
      return { title, text: l10n.t('Signed with the auth token of {0}, for the URL as it arrived.', token) };
  }
}

/** Where a URL leads: nothing of what may be secret or of people. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

function ofCause(found: CauseFound, l10n: L10n): CauseWords {
  const { how, received = '', signed = '' } = found;
  const { t } = l10n;
  switch (found.cause) {
    case 'noSignature':
      return {
        title: t('There is no signature'),
        text: t(
          'The request has no X-Twilio-Signature header: it does not come from Twilio, or something on the way took the header off.',
        ),
        advice: t('Let your proxy pass the header X-Twilio-Signature on. Refuse requests that have none.'),
      };
    case 'headerForm':
      return headerWords(how, l10n);
    case 'noToken':
      return {
        title: t('There is no token to check with'),
        text: t(
          'Twilio signs with the account’s primary auth token. An account that signs in with an API key or OAuth does not tell it.',
        ),
        advice: t(
          'Give the account’s auth token for checking signatures. It is kept in the editor’s secret storage.',
        ),
      };
    case 'otherUrl':
      return {
        title: t('Another URL was signed'),
        text: t('The request came to {0}, and {1} was signed.', received, signed),
        advice: t(
          'Check with the URL that Twilio was told, as it stands in the configuration: the url option of twilio.webhook, or the url argument of validateRequest.',
        ),
      };
    case 'scheme':
      return {
        title: t('The URL has {0} where {1} was signed', received, signed),
        text:
          how === 'forwarded'
            ? t('The proxy in front says so itself, by X-Forwarded-Proto or Forwarded.')
            : t(
                'A proxy or a tunnel, such as ngrok, ends TLS and goes on by http: the app sees another scheme than Twilio.',
              ),
        advice: t(
          "In Express: app.set('trust proxy', 1), or give twilio.webhook the option protocol: '{0}'. In Flask: ProxyFix(app.wsgi_app, x_proto=1).",
          signed,
        ),
      };
    case 'port':
      return {
        title:
          received === ''
            ? t('Port {0} was signed and is missing', signed)
            : t('Port {0} was signed, not {1}', signed, received),
        text: t(
          'The signature is over a URL with port {0}; the app sees {1}. A default port may be there or not, any other has to be the one that Twilio was told.',
          signed,
          received === '' ? t('none') : received,
        ),
        advice: t(
          'Let your proxy pass Host on with its port (nginx: proxy_set_header Host $http_host), or check with the URL that Twilio was told.',
        ),
      };
    case 'trailingSlash':
      return {
        title:
          how === 'removed'
            ? t('The slash at the end is missing')
            : t('There is a slash too many at the end'),
        text:
          how === 'removed'
            ? t('The URL that was signed ends its path with a slash, and the one that is checked does not.')
            : t(
                'The URL that was signed ends its path without a slash, and the one that is checked has one.',
              ),
        advice: t(
          'Write the URL of the configuration as the app sees it, to the slash; and turn off what adds or takes slashes (a redirect, strict routing).',
        ),
      };
    case 'pathPrefix':
      return pathWords(how, received, signed, l10n);
    case 'queryOrder':
      return {
        title: t('The query is in another order'),
        text: t('The same parameters were signed, in another order.'),
        advice: t(
          'Check with the query as it arrived (req.originalUrl), not with one that was parsed and written again. CDNs may sort queries for their cache: turn that off for this path.',
        ),
      };
    case 'queryAltered':
      return queryWords(how, received, l10n);
    case 'escaping':
      return escapingWords(how, l10n);
    case 'otherHost':
      return hostWords(how, received, signed, l10n);
    case 'userInfo':
      return {
        title: t('The user and password in the URL are not signed'),
        text: t('Twilio sends them in the Authorization header and signs the URL without them.'),
        advice: t('Leave what stands before the @ out of the URL that is checked.'),
      };
    case 'otherToken':
      return {
        title: t('Another token signed: that of {0}', signed),
        text: t(
          'The request is as it was signed, but with the auth token of {0}. Subaccounts have tokens of their own, and after a change of tokens the new primary one signs.',
          signed,
        ),
        advice: t('Check with the primary auth token of the account that owns the configuration.'),
      };
    case 'apiKeySecret':
      return {
        title: t('The secret of an API key signed'),
        text: t(
          'The signature was made with the API key secret of {0}. Twilio never signs with the secret of an API key, only with the account’s primary auth token: this comes from a test or from another sender.',
          signed,
        ),
        advice: t(
          'Sign and check with the account’s primary auth token. In the SDK: TWILIO_AUTH_TOKEN, not the API key.',
        ),
      };
    case 'bodyAltered':
      return bodyWords(how, l10n);
    case 'bodyHashMissing':
      return how === 'dropped'
        ? {
            title: t('bodySHA256 is missing from the query'),
            text: t('Twilio put bodySHA256 into the query and signed it; it was taken off on the way.'),
            advice: t(
              'Let your proxy pass the query on as it is (nginx: $request_uri), and check with req.originalUrl, not with req.path.',
            ),
          }
        : {
            title: t('The body is not signed'),
            text: t(
              'The signature is over the URL alone, which has no bodySHA256: anybody on the way could have changed the body.',
            ),
            advice: t(
              'Sign with bodySHA256 in the query, as Twilio does for JSON. Do not take validateRequest for bodies that are no forms: use validateRequestWithBody.',
            ),
          };
    case 'formAltered':
      return formWords(how, received, l10n);
    case 'bodyKind':
      return kindWords(how, l10n);
    case 'unknown':
      if (how === 'notSearched') {
        return {
          title: t('The signature does not match'),
          text: t('Many came at once that do not match, so it was not looked for why.'),
          advice: t('Open it in the signature tool to see why.'),
        };
      }
      return {
        title: t('The signature does not match'),
        text: t(
          'None of the known causes makes it match, nor any two of them: not another scheme, port, slash, query, host or path, none of the tokens that are known here, and no change of the body.',
        ),
        advice: t(
          'See whether the token is the account’s primary one (it may have been changed), and whether the request is all here, to the byte. If both are right, it does not come from Twilio.',
        ),
      };
  }
}

function headerWords(how: string | undefined, { t }: L10n): CauseWords {
  const words: Record<string, string> = {
    quoted: t('It stands in quotes.'),
    several: t('It is there more than once, in one line.'),
    prefixed: t('Something stands before it.'),
    hex: t('It is written in hex, and Twilio writes base64.'),
    percentEncoded: t('It is percent-encoded.'),
    plusLost: t('Its plus signs became spaces.'),
    urlAlphabet: t('It is written in the alphabet for URLs, with - and _.'),
    unpadded: t('The = at its end is missing.'),
  };
  return {
    title: t('The header is written otherwise'),
    text: `${t('The signature itself is right.')} ${words[how ?? ''] ?? ''}`.trim(),
    advice: t('Compare with the header as it arrived: base64, 28 characters, with nothing around it.'),
  };
}

function pathWords(how: string | undefined, received: string, signed: string, { t }: L10n): CauseWords {
  const text = t('The app sees the path {0}, and {1} was signed.', received, signed);
  const advice = t(
    'Check with the public URL. In Express under a router: req.originalUrl, not req.url; behind a gateway: add the prefix again, or have it pass the path on.',
  );
  switch (how) {
    case 'added':
      return { title: t('A proxy put something before the path'), text, advice };
    case 'doubled':
    case 'merged':
      return {
        title: t('Double slashes in the path were changed'),
        text,
        advice: t(
          'Write the URL of the configuration without double slashes, or keep them (nginx: merge_slashes off).',
        ),
      };
    default:
      return { title: t('A proxy changed the path'), text, advice };
  }
}

function queryWords(how: string | undefined, received: string, { t }: L10n): CauseWords {
  const advice = t(
    'Check with the query exactly as Twilio sent it: req.originalUrl. Have your proxy neither add to it nor take from it.',
  );
  switch (how) {
    case 'added':
      return {
        title: t('The parameter “{0}” was not signed', received),
        text: t('Without it in the query the signature matches: it was added on the way.'),
        advice,
      };
    case 'allAdded':
      return {
        title: t('The query was not signed'),
        text: t('The URL was signed without any query.'),
        advice,
      };
    case 'removed':
      return {
        title: t('A part of the query is missing'),
        text: t('The URL was signed with the query that is configured; it was taken off on the way.'),
        advice,
      };
    case 'equals':
      return {
        title: t('The query is written otherwise'),
        text: t('A parameter without a value was signed in the other way of writing it: a= or a.'),
        advice,
      };
    default:
      return { title: t('The query was changed'), text: t('Another query was signed.'), advice };
  }
}

function escapingWords(how: string | undefined, { t }: L10n): CauseWords {
  const advice = t(
    'Check with the URL as it arrived, to the character: req.originalUrl. Do not decode it, and do not build it from parsed parts.',
  );
  switch (how) {
    case 'plusAsSpace':
      return {
        title: t('Plus signs in the form became spaces'),
        text: t('In a form + is a space; the plus of a phone number has to be sent as %2B.'),
        advice: t('Send forms by an encoder (URLSearchParams, curl --data-urlencode), and parse each once.'),
      };
    case 'fieldEncoded':
      return {
        title: t('The form is percent-encoded twice'),
        text: t('The values that were signed are those that come out when the fields are decoded once more.'),
        advice: t('Encode a form once, or decode it once more before the check.'),
      };
    case 'plusForSpace':
    case 'spaceForPlus':
    case 'plusDecoded':
    case 'plusEncoded':
      return {
        title: t('Spaces or plus signs in the query are written otherwise'),
        text: t('In a query + and %20 mean the same, but a signature is over the very characters.'),
        advice,
      };
    case 'ampersand':
      return {
        title: t('The query has &amp; for &'),
        text: t('The URL was escaped for HTML or XML, and signed without that.'),
        advice,
      };
    case 'capitals':
      return {
        title: t('Percent codes are in other capitals'),
        text: t('%2f and %2F mean the same, but a signature is over the very characters.'),
        advice,
      };
    case 'decoded':
      return {
        title: t('The URL was escaped'),
        text: t('Characters were signed as they are that are percent-encoded in the URL that is checked.'),
        advice,
      };
    default:
      return {
        title: t('The URL was unescaped'),
        text: t('Characters were signed percent-encoded that are not so in the URL that is checked.'),
        advice,
      };
  }
}

function hostWords(how: string | undefined, received: string, signed: string, { t }: L10n): CauseWords {
  const title = t('The host is {0}, and {1} was signed', received, signed);
  const text = t(
    'A proxy or a tunnel goes on to the app by another host name than the one that Twilio was told.',
  );
  switch (how) {
    case 'forwarded':
      return {
        title,
        text: `${text} ${t('It says so itself, by X-Forwarded-Host or Forwarded.')}`,
        advice: t(
          "In Express: app.set('trust proxy', 1) and the option host of twilio.webhook. ngrok: leave --host-header away.",
        ),
      };
    case 'forwardedWrongly':
      return {
        title,
        text: t(
          'The signature is for the host that the request came to, and a header of a proxy tells of another one.',
        ),
        advice: t(
          'Do not believe X-Forwarded-Host from everybody: let the proxy set it, or do not trust it.',
        ),
      };
    case 'www':
    case 'loopback':
      return {
        title,
        text: t('Both may lead to the same server, but a signature is over the very characters.'),
        advice: t('Write the host in the configuration as the app sees it.'),
      };
    default:
      return {
        title,
        text,
        advice: t(
          'Check with the public URL: the option url of twilio.webhook, or the url argument of validateRequest.',
        ),
      };
  }
}

function bodyWords(how: string | undefined, { t }: L10n): CauseWords {
  const words: Record<string, string> = {
    hashInCapitals: t('The hash is the right one, but in capitals.'),
    empty: t('It was signed as an empty body.'),
    compact: t('It was signed as JSON without white space: it was parsed and written again.'),
    indented: t('It was signed as JSON with indentation: it was parsed and written again.'),
    spaced: t(
      'It was signed as JSON with spaces after commas and colons, as Python writes: it was parsed and written again.',
    ),
    slashesEscaped: t('It was signed with \\/ for slashes, as PHP writes: it was parsed and written again.'),
    escaped: t('It was signed with \\u escapes: it was parsed and written again.'),
    unescaped: t('It was signed with plain slashes: it was parsed and written again.'),
    keyOrder: t('It was signed with its members in another order.'),
    quoted: t('JSON was put into JSON once more, or taken out of it.'),
    lineEnd: t('Only line ends, or white space at the ends, are other ones.'),
    byteOrderMark: t('Only the byte order mark at its beginning makes the difference.'),
    encoding: t('It was read in another character encoding than it was written in.'),
    unicode: t('Its characters are composed otherwise (Unicode NFC and NFD).'),
    base64: t('It is in base64 on one side, as a gateway in front of a function gives it.'),
  };
  const known = words[how ?? ''];
  return {
    title: known === undefined ? t('The body is another one') : t('The body was written anew'),
    text: `${t('The URL is signed, but its bodySHA256 is not the hash of this body.')} ${known ?? t('None of the usual ways to write it again gives the hash that was signed: its content was changed, or it is not all here.')}`,
    advice:
      how === 'base64'
        ? t('Decode the body first: event.isBase64Encoded says when.')
        : t(
            'Give validateRequestWithBody the raw bytes: express.json({ verify: (req, _res, raw) => { req.rawBody = raw.toString(); } }), or express.raw. Never JSON.stringify(req.body).',
          ),
  };
}

function formWords(how: string | undefined, received: string, { t }: L10n): CauseWords {
  const advice = t(
    'Give validateRequest the fields exactly as they were parsed from the body (express.urlencoded), before anything adds to, trims or converts them.',
  );
  switch (how) {
    case 'added':
      return {
        title: t('The field “{0}” was not signed', received),
        text: t('Without it the signature matches: it was added after signing.'),
        advice,
      };
    case 'emptyAdded':
      return {
        title: t('Empty fields were not signed'),
        text: t('Without the fields that are empty the signature matches.'),
        advice,
      };
    case 'trimmed':
      return {
        title: t('The field “{0}” was trimmed', received),
        text: t('White space at an end of its value was signed, and is gone.'),
        advice,
      };
    case 'trimmable':
      return {
        title: t('White space was added to fields'),
        text: t('The values were signed without the white space at their ends.'),
        advice,
      };
    case 'emptied':
      return { title: t('The field “{0}” was filled', received), text: t('It was signed empty.'), advice };
    case 'lineEnd':
      return {
        title: t('Line ends in the form were changed'),
        text: t('The values were signed with other line ends (CRLF, LF).'),
        advice,
      };
    case 'encoding':
      return {
        title: t('The form was read in another encoding'),
        text: t('Its values were signed as UTF-8, and read or written as Latin-1 on the way.'),
        advice: t('Read the form as UTF-8.'),
      };
    case 'unicode':
      return {
        title: t('Characters in the form were composed anew'),
        text: t('The values were signed in another Unicode form (NFC, NFD).'),
        advice,
      };
    case 'repeated':
      return {
        title: t('A repeated field was read otherwise'),
        text: t('A field comes several times, and was signed with one value, or with its values joined.'),
        advice,
      };
    case 'names':
      return {
        title: t('The names of fields were changed'),
        text: t('They were signed beginning with capitals.'),
        advice,
      };
    default:
      return { title: t('The form was changed'), text: t('Other fields were signed.'), advice };
  }
}

function kindWords(how: string | undefined, { t }: L10n): CauseWords {
  const advice = t(
    'Use validateRequest with the parsed fields for application/x-www-form-urlencoded, and validateRequestWithBody with the raw body for all else.',
  );
  switch (how) {
    case 'formNotSigned':
      return {
        title: t('The fields of the form are not signed'),
        text: t('The signature is over the URL alone, as for a GET: the fields could be anybody’s.'),
        advice: t('Sign the fields too, as Twilio does for a form.'),
      };
    case 'formWithHash':
      return {
        title: t('A form was taken for a body with a hash'),
        text: t('The URL has bodySHA256, but the fields of a form were signed.'),
        advice,
      };
    case 'formOfOtherType':
      return {
        title: t('A form came under another content type'),
        text: t(
          'The body is a form and was signed as one, but its Content-Type says otherwise, so its fields are not read.',
        ),
        advice: t('Send, and pass on, Content-Type: application/x-www-form-urlencoded.'),
      };
    case 'jsonAsFields':
      return {
        title: t('A form was made JSON on the way'),
        text: t('The members of the JSON are what was signed as fields of a form.'),
        advice: t(
          'Have the gateway pass the body on as it is, or give validateRequest the members as its params.',
        ),
      };
    default:
      return {
        title: t('The body is of another kind'),
        text: t('It was signed as another kind of body.'),
        advice,
      };
  }
}
