import * as vscode from 'vscode';
import type { Communication, CreateCommunication } from '../api/resources.ts';
import type { ComposeKey } from './composeKey.ts';
import { CreateCommunicationCommand } from './createCommunication.ts';
import { Desk } from './desk.ts';
import { Drafts } from './drafts.ts';
import { SendElsewhere } from './elsewhere/sendElsewhere.ts';
import { LastUsedStore } from './lastUsed.ts';
import { Messages } from './message/messages.ts';
import { SendMessageCommand } from './message/sendMessage.ts';
import { CommunicationSender } from './sender.ts';
import type { ComposeServices } from './services.ts';

/** The parts that everything which composes shares. */
export interface ComposeParts {
  readonly services: ComposeServices;
  readonly drafts: Drafts;
  readonly lastUsed: LastUsedStore;
  readonly sender: CommunicationSender;
  /** What Twilio is to send, unlike communications, which are only recorded. */
  readonly messages: Messages;
}

/** Everything that writes communications, behind one door: loaded when it is first needed. */
export class Compose implements ComposeParts, vscode.Disposable {
  readonly services: ComposeServices;
  readonly drafts: Drafts;
  readonly lastUsed: LastUsedStore;
  readonly sender: CommunicationSender;
  /** For a place of its own to write in: a panel's box. */
  readonly desk: Desk;
  readonly messages: Messages;
  readonly #create: CreateCommunicationCommand;
  readonly #sendMessage: SendMessageCommand;
  readonly #elsewhere: SendElsewhere;

  constructor(services: ComposeServices) {
    this.services = services;
    this.drafts = new Drafts(services.workspaceState);
    this.lastUsed = new LastUsedStore(services.workspaceState);
    this.sender = new CommunicationSender(services.sessions, services.guard);
    this.messages = new Messages(services, this.sender);
    this.desk = new Desk(this);
    this.#create = new CreateCommunicationCommand(this);
    this.#sendMessage = new SendMessageCommand(this);
    this.messages.resume((key) => this.sendMessage(key));
    this.#elsewhere = new SendElsewhere(this, (...args) => this.#create.sendBody(...args));
  }

  /** Asks for a communication and creates it. @param target where, when that is clear */
  create(target?: ComposeKey): Promise<void> {
    return this.#create.run(target);
  }

  /** Asks for changes to a communication, and creates it anew. */
  editAndSend(target: ComposeKey, original: Communication): Promise<void> {
    return this.#create.runWith(target, original);
  }

  /** Creates the same communication once more. */
  resend(target: ComposeKey, original: Communication): Promise<void> {
    return this.#create.send(target, original);
  }

  /** Asks for a message and has Twilio send it: unlike a communication, people get it. @param target where, when clear */
  sendMessage(target?: ComposeKey): Promise<void> {
    return this.#sendMessage.run(target);
  }

  /** Asks for another conversation, maybe of another account, and creates the same communication there. */
  sendElsewhere(from: ComposeKey, original: Communication): Promise<void> {
    return this.#elsewhere.run({ from, original });
  }

  /** Creates what is asked for, and says how that ended. @returns whether it was created */
  sendBody(
    target: ComposeKey,
    body: CreateCommunication,
    next: Parameters<CreateCommunicationCommand['sendBody']>[2],
  ): Promise<boolean> {
    return this.#create.sendBody(target, body, next);
  }

  dispose(): void {
    vscode.Disposable.from(this.messages, this.drafts, this.sender).dispose();
  }
}
