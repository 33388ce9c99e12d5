import type { Conversation, Participant } from '../api/resources.ts';
import { ClassicServiceNode } from './classic/classicServiceNode.ts';
import { ConversationConfigurationNode } from './configuration/conversationConfigurationNode.ts';
import type { ConversationNode } from './conversationNode.ts';
import type { ExplorerNode, TreeContext } from './node.ts';
import { PagedList } from './pagedList.ts';

/** What stands below a conversation, after its participants: its configuration and its classic (v1) side. */
export class ConversationDetails {
  readonly #context: TreeContext;
  readonly #conversation: ConversationNode;
  readonly #participants: PagedList<Participant>;
  /** The conversation by itself: a list may give conversations without their nested members. */
  readonly #fetched: PagedList<Conversation>;
  readonly #configuration: ConversationConfigurationNode;
  #service: ClassicServiceNode | undefined;

  /** @param participants those of the conversation, as far as they are loaded */
  constructor(context: TreeContext, conversation: ConversationNode, participants: PagedList<Participant>) {
    this.#context = context;
    this.#conversation = conversation;
    this.#participants = participants;
    this.#fetched = new PagedList(
      async (_token, signal) => {
        const { client } = context.session;
        return { items: [await client.fetchConversation(conversation.resource.id, { signal })] };
      },
      ({ id }) => id,
      () => context.redraw(conversation),
    );
    this.#configuration = new ConversationConfigurationNode(context, conversation, this.#fetched);
  }

  /** The rows. The conversation is fetched when its settings are not known, since they say whether there is a bridge. */
  rows(): readonly ExplorerNode[] {
    if (!this.#configuration.settings) this.#fetched.start();
    const serviceSid = this.#configuration.settings?.conversationsV1Bridge?.serviceId;
    if (serviceSid === undefined) return [this.#configuration];
    if (this.#service?.ref.chatServiceSid !== serviceSid) {
      this.#service = new ClassicServiceNode(
        this.#context,
        this.#conversation,
        serviceSid,
        this.#participants,
      );
    }
    return [this.#configuration, this.#service];
  }

  /** Reads again what was read. */
  async refresh(): Promise<void> {
    const fetched = this.#fetched.loaded || this.#fetched.error !== undefined;
    await Promise.all([fetched ? this.#fetched.refresh() : undefined, this.#service?.refresh()]);
  }
}
