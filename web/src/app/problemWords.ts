import { catalog, wordsNow } from '../i18n/catalog';
import type { Problem } from '../protocol/views';
import { RefusedError, UnreachableError } from './http';

/** Our own words for each reason a request is refused for (weilu.protocol.ErrorCode). */
export const problemWords = catalog(
  {
    invalid: '这里填得不对，请检查一下',
    malformed: '请求的格式不对',
    not_enough_coins: '金币不够',
    not_signed_in: '请先登录',
    wrong_credentials: '名字或密码不对',
    forbidden: '你没有权限这样做',
    foreign_origin: '请求来自别的网站，已拒绝',
    day_limit: '今天送出的金币够多了，明天再来吧',
    sign_up_closed: '这台服务器没有开放注册',
    not_found: '找不到了',
    name_taken: '这个名字已经有人用了',
    id_reused: '这条消息的编号已被用过',
    conflict: '内容刚刚变了，请刷新再试',
    gone: '已经失效了',
    too_large: '文件太大了',
    unsupported_media_type: '不支持这种文件',
    body_too_long: '太长了，请分几条发',
    body_empty: '还没写内容',
    quote_unknown: '引用的消息不在了',
    attachment_unknown: '附件不在了，请重新添加',
    not_member: '你不在这个派里',
    muted: '你被禁言了',
    banned: '你被移出了这个派，不能再加入',
    blocked: '对方不接收你的消息',
    approval_needed: '申请已送出，等管理员同意',
    slow_mode: '慢速模式：请稍等再发',
    rate_limited: '太频繁了，请稍后再试',
    archived: '这个派已归档，不能再发言',
    recalled: '这条消息已被撤回',
    stays_here: '这个派的话不能带出去',
    provider_failed: '模型供应商没有回应',
    address_refused: '服务器不访问这个地址',
    unavailable: '服务器暂时忙，请再试一次',
    internal: '服务器出错了，请再试一次',
    unreachable: '连不上服务器，请检查网络',
  },
  {
    invalid: 'That is not quite right — please check',
    malformed: 'The request was malformed',
    not_enough_coins: 'You have fewer coins than that',
    day_limit: 'That is more coins than one may send in a day here',
    not_signed_in: 'Please sign in first',
    wrong_credentials: 'Wrong name or password',
    forbidden: 'You may not do that',
    foreign_origin: 'Refused: the request came from another site',
    sign_up_closed: 'This server is not open for sign-up',
    not_found: 'It is no longer there',
    name_taken: 'That name is taken',
    id_reused: 'That message id was used before',
    conflict: 'It has just changed — reload and try again',
    gone: 'That is no longer valid',
    too_large: 'That file is too large',
    unsupported_media_type: 'That kind of file is not supported',
    body_too_long: 'Too long — please split it up',
    body_empty: 'There is nothing to send yet',
    quote_unknown: 'The quoted message is gone',
    attachment_unknown: 'The attachment is gone — please add it again',
    not_member: 'You are not in this room',
    muted: 'You are muted here',
    banned: 'You were removed from this room and may not return',
    blocked: 'They do not take your messages',
    approval_needed: 'Your request is in; an admin has to approve it',
    slow_mode: 'Slow mode: wait a moment before the next message',
    rate_limited: 'Too often — try again a little later',
    archived: 'This room is archived; nobody can post',
    recalled: 'That message was recalled',
    stays_here: 'What is said in that room stays there',
    provider_failed: 'The model provider did not answer',
    address_refused: 'The server does not go to that address',
    unavailable: 'The server is busy — try again',
    internal: 'Something broke on the server — try again',
    unreachable: 'The server cannot be reached — check the network',
  },
);

/** A sentence for the reader. */
export function explain(code: string): string {
  const words: Record<string, string> = wordsNow(problemWords);
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? wordsNow(problemWords).internal;
}

/** What a failed request means: a code to explain, and the field it belongs beside, if any. */
export function problemOf(failure: unknown): Pick<Problem, 'code' | 'field' | 'retryAt'> {
  if (failure instanceof RefusedError) return failure.problem;
  const code = failure instanceof UnreachableError ? 'unreachable' : 'internal';
  return { code, field: null, retryAt: null };
}
