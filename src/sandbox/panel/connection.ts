import type { RunningSandbox } from '../controller.ts';
import { DEFAULT_ACCOUNT } from '../server/defaultAccount.ts';

/** How a program is pointed at the sandbox, in one language. */
export interface ConnectionSnippet {
  readonly id: string;
  /** The language's or program's name: nothing to translate. */
  readonly label: string;
  /** Which way it takes. */
  readonly way: 'baseUrl' | 'httpClient' | 'environment' | 'plain';
  readonly code: string;
}

/**
 * Code that has each official client call this sandbox. Where a client has a base URL, it is set; the others get an HTTP
 * client that sends what is meant for conversations.twilio.com to the sandbox. Sources: the clients as of 2026-08
 * (Java: 2026-04).
 */
export function connectionSnippets({ origin, accountSid, ...access }: RunningSandbox): ConnectionSnippet[] {
  // The usual token is the same for everybody. One that somebody made up for a sandbox of theirs is not ours to show.
  const authToken = access.authToken === DEFAULT_ACCOUNT.authToken ? access.authToken : 'your-auth-token';
  const { host, hostname, port } = new URL(origin);
  return [
    {
      id: 'node',
      label: 'Node.js',
      way: 'baseUrl',
      code: `import twilio from 'twilio';

const client = twilio('${accountSid}', '${authToken}');
client.conversations.baseUrl = '${origin}';

const conversations = await client.conversations.v2.conversations.list({ limit: 20 });
`,
    },
    {
      id: 'python',
      label: 'Python',
      way: 'baseUrl',
      code: `from twilio.rest import Client

client = Client("${accountSid}", "${authToken}")
client.conversations.base_url = "${origin}"

conversations = client.conversations.v2.conversations.list(limit=20)
`,
    },
    {
      id: 'java',
      label: 'Java',
      way: 'httpClient',
      code: `import com.twilio.Twilio;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.net.MalformedURLException;
import java.net.URL;

class SandboxHttpClient extends NetworkHttpClient {
    @Override
    public Response makeRequest(Request request) {
        Request moved = new Request(request.getMethod(), request.getUrl()) {
            @Override
            public URL constructURL() {
                try {
                    return new URL("http", "${hostname}", ${port || 80}, request.constructURL().getFile());
                } catch (MalformedURLException error) {
                    throw new IllegalStateException(error);
                }
            }
        };
        request.getHeaderParams().forEach((name, values) -> values.forEach(value -> moved.addHeaderParam(name, value)));
        request.getPostParams().forEach((name, values) -> values.forEach(value -> moved.addPostParam(name, value)));
        moved.setContentType(request.getContentType());
        moved.setBody(request.getBody());
        moved.setUserAgentExtensions(request.getUserAgentExtensions());
        moved.setAuth(request.getUsername(), request.getPassword());
        return super.makeRequest(moved);
    }
}

// Once, before any other call:
Twilio.setRestClient(new TwilioRestClient.Builder("${accountSid}", "${authToken}")
    .httpClient(new SandboxHttpClient())
    .build());
`,
    },
    {
      id: 'csharp',
      label: 'C#',
      way: 'httpClient',
      code: `using Twilio;
using Twilio.Clients;
using Twilio.Http;

// Once, before any other call:
var http = new System.Net.Http.HttpClient(new SandboxHandler());
TwilioClient.SetRestClient(new TwilioRestClient(
    "${accountSid}", "${authToken}", httpClient: new SystemNetHttpClient(http)));

class SandboxHandler : System.Net.Http.DelegatingHandler
{
    public SandboxHandler() : base(new System.Net.Http.HttpClientHandler()) { }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
    {
        request.RequestUri = new Uri(new Uri("${origin}"), request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, token);
    }
}
`,
    },
    {
      id: 'go',
      label: 'Go',
      way: 'httpClient',
      code: `package main

import (
	"fmt"
	"net/http"

	"github.com/twilio/twilio-go"
	"github.com/twilio/twilio-go/client"
	conversations "github.com/twilio/twilio-go/rest/conversations/v2"
)

// Sends everything to the sandbox.
type sandbox struct{}

func (sandbox) RoundTrip(request *http.Request) (*http.Response, error) {
	moved := request.Clone(request.Context())
	moved.URL.Scheme, moved.URL.Host, moved.Host = "http", "${host}", "${host}"
	return http.DefaultTransport.RoundTrip(moved)
}

func main() {
	base := &client.Client{
		Credentials: client.NewCredentials("${accountSid}", "${authToken}"),
		HTTPClient:  &http.Client{Transport: sandbox{}},
	}
	base.SetAccountSid("${accountSid}")
	rest := twilio.NewRestClientWithParams(twilio.ClientParams{Client: base})

	found, err := rest.ConversationsV2.ListConversationByAccount(&conversations.ListConversationByAccountParams{})
	fmt.Println(len(found), err)
}
`,
    },
    {
      id: 'ruby',
      label: 'Ruby',
      way: 'httpClient',
      code: `require 'twilio-ruby'

class SandboxHttp < Twilio::HTTP::Client
  def request(_host, _port, method, url, *rest)
    moved = url.sub(%r{\\Ahttps://conversations\\.twilio\\.com(:443)?}, '${origin}')
    super('http://${hostname}', ${port || 80}, method, moved, *rest)
  end
end

client = Twilio::REST::Client.new(
  '${accountSid}', '${authToken}', nil, nil, SandboxHttp.new
)
conversations = client.conversations.v2.conversations.list(limit: 20)
`,
    },
    {
      id: 'php',
      label: 'PHP',
      way: 'httpClient',
      code: `<?php
require 'vendor/autoload.php';

use Twilio\\AuthStrategy\\AuthStrategy;
use Twilio\\Http\\CurlClient;
use Twilio\\Http\\Response;
use Twilio\\Rest\\Client;

class SandboxHttp extends CurlClient
{
    public function request(
        string $method, string $url,
        array $params = [], array $data = [], array $headers = [],
        ?string $user = null, ?string $password = null,
        ?int $timeout = null, ?AuthStrategy $authStrategy = null
    ): Response {
        $moved = str_replace('https://conversations.twilio.com', '${origin}', $url);
        return parent::request($method, $moved, $params, $data, $headers, $user, $password, $timeout, $authStrategy);
    }
}

$client = new Client('${accountSid}', '${authToken}', null, null, new SandboxHttp());
$conversations = $client->conversations->v2->conversations->read([], 20);
`,
    },
    {
      id: 'curl',
      label: 'cURL',
      way: 'plain',
      code: `curl '${origin}/v2/Conversations?pageSize=20' \\
  --user '${accountSid}:${authToken}'
`,
    },
    {
      id: 'environment',
      label: 'Environment',
      way: 'environment',
      code: `export TWILIO_ACCOUNT_SID='${accountSid}'
export TWILIO_AUTH_TOKEN='${authToken}'
# With these set, the clients would look for the sandbox in a region:
unset TWILIO_REGION TWILIO_EDGE
# No client reads an address from the environment. Where your code sets the base URL, read it from here:
export TWILIO_CONVERSATIONS_SANDBOX_URL='${origin}'
`,
    },
  ];
}
