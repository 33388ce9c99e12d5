import person from '@vscode/codicons/src/icons/account.svg';
import archive from '@vscode/codicons/src/icons/archive.svg';
import arrowDown from '@vscode/codicons/src/icons/arrow-down.svg';
import beaker from '@vscode/codicons/src/icons/beaker.svg';
import call from '@vscode/codicons/src/icons/call-incoming.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import checkAll from '@vscode/codicons/src/icons/check-all.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronUp from '@vscode/codicons/src/icons/chevron-up.svg';
import circleOutline from '@vscode/codicons/src/icons/circle.svg';
import circleFilled from '@vscode/codicons/src/icons/circle-filled.svg';
import clock from '@vscode/codicons/src/icons/clockface.svg';
import comment from '@vscode/codicons/src/icons/comment.svg';
import commentDiscussion from '@vscode/codicons/src/icons/comment-discussion.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import video from '@vscode/codicons/src/icons/device-camera-video.svg';
import mobile from '@vscode/codicons/src/icons/device-mobile.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import file from '@vscode/codicons/src/icons/file.svg';
import mic from '@vscode/codicons/src/icons/mic.svg';
import plug from '@vscode/codicons/src/icons/plug.svg';
import preview from '@vscode/codicons/src/icons/preview.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import robot from '@vscode/codicons/src/icons/robot.svg';
import send from '@vscode/codicons/src/icons/send.svg';
import identity from '@vscode/codicons/src/icons/tag.svg';
import type { IconName } from './iconName.ts';

/** The drawings of every icon: text of SVG files that come with the build, never with data. */
export const icons: Readonly<Record<IconName, string>> = {
  archive,
  arrowDown,
  beaker,
  plug,
  call,
  check,
  checkAll,
  chevronDown,
  chevronUp,
  circleFilled,
  circleOutline,
  clock,
  comment,
  commentDiscussion,
  copy,
  error,
  file,
  identity,
  mic,
  mobile,
  person,
  question,
  refresh,
  robot,
  send,
  preview,
  video,
};
