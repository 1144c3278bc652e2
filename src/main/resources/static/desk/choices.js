// What a call-taker chooses from; codes as the API takes them, words as the hotline prints them.

export const CHANNELS = [
  ['phone', '电话'], ['onsite', '现场接待'], ['letter', '信函'], ['email', '电子邮件'], ['wechat', '微信'], ['app', '手机应用'], ['sms', '短信'],
  ['weibo', '微博'], ['web', '网站'], ['province', '省平台转办'], ['city', '市县平台转办'], ['police110', '110转办'], ['other', '其他渠道'],
];

export const KINDS = [
  ['consult', '咨询'], ['complaint', '投诉'], ['report', '举报'], ['help', '求助'], ['suggestion', '意见建议'], ['praise', '表扬'], ['other', '其他'],
];

export const ROLES = { lead: '主办', assist: '协办', guide: '指导', sub: '二级承办' };

export const OUTCOMES = [
  ['', '受理，按派单目录派单'], ['instantAnswer', '当场答复'], ['secondLine', '转政策专员或专席'], ['transfer', '转其他热线'],
  ['legalRoute', '引导走法定途径'], ['decline', '不予受理'], ['needInfo', '待补充'], ['invalid', '无效来电'],
];
