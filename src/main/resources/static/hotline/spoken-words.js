// The English words that are written into the shipped webapps' code, by where they stand, and how they are said in Chinese.

const words = (pairs, place = null) => ({ place, said: new Map(Object.entries(pairs)) });

const PERMISSIONS = {
  ALL: '全部', NONE: '无', ACCESS: '进入', READ: '读取', UPDATE: '修改', CREATE: '新建', DELETE: '删除', SET: '设置', EDIT: '编辑', SHARE: '共享',
  READ_TASK: '读取任务', UPDATE_TASK: '修改任务', TASK_WORK: '办理任务', TASK_ASSIGN: '指派任务', CREATE_INSTANCE: '发起实例',
  READ_INSTANCE: '读取实例', UPDATE_INSTANCE: '修改实例', DELETE_INSTANCE: '删除实例', MIGRATE_INSTANCE: '迁移实例', READ_HISTORY: '读取历史',
  DELETE_HISTORY: '删除历史', UPDATE_HISTORY: '修改历史', SUSPEND: '暂停', SUSPEND_INSTANCE: '暂停实例', RETRY_JOB: '重试作业',
  READ_VARIABLE: '读取变量', UPDATE_VARIABLE: '修改变量', READ_INSTANCE_VARIABLE: '读取实例变量', UPDATE_INSTANCE_VARIABLE: '修改实例变量',
  READ_TASK_VARIABLE: '读取任务变量', UPDATE_TASK_VARIABLE: '修改任务变量', READ_HISTORY_VARIABLE: '读取历史变量',
  CREATE_BATCH_MIGRATE_PROCESS_INSTANCES: '批量迁移流程实例', CREATE_BATCH_MODIFY_PROCESS_INSTANCES: '批量修改流程实例',
  CREATE_BATCH_RESTART_PROCESS_INSTANCES: '批量重启流程实例', CREATE_BATCH_DELETE_RUNNING_PROCESS_INSTANCES: '批量删除运行中的流程实例',
  CREATE_BATCH_DELETE_FINISHED_PROCESS_INSTANCES: '批量删除已结束的流程实例', CREATE_BATCH_DELETE_DECISION_INSTANCES: '批量删除决策实例',
  CREATE_BATCH_SET_JOB_RETRIES: '批量设置作业重试次数', CREATE_BATCH_SET_REMOVAL_TIME: '批量设置清除时间',
  CREATE_BATCH_SET_EXTERNAL_TASK_RETRIES: '批量设置外部任务重试次数', CREATE_BATCH_UPDATE_PROCESS_INSTANCES_SUSPEND: '批量暂停流程实例',
  CREATE_BATCH_SET_VARIABLES: '批量设置变量', CREATE_BATCH_CORRELATE_MESSAGE: '批量关联消息'
};

/** Where `place` (a selector) is given, the words are said in Chinese only inside it. */
export const WORDS = [
  words({
    // panels
    'Toggle this section': '展开或收起此部分', 'Suspended Job Definition': '已暂停的作业定义',
    'Value Info': '值的信息', 'Select all': '全选', 'Unselect all': '取消全选', 'Loading diagram': '正在读取流程图',
    'Message is null.': '没有信息。', 'Invalid Date Value.': '日期无效。', 'Invalid date': '日期无效', 'zoom in': '放大', 'zoom out': '缩小',
    'reset zoom': '恢复大小', 'Open element documentation': '查看说明文档', 'Powered by bpmn.io': '流程图组件',
    'Error in localization configuration': '语言设置有误', Jonny: '例如：晓明', Prosciutto: '例如：王', 'j.prosciutto@acme.org': '邮箱地址',
    // keys the header shows as they are where a page says nothing else
    CAM_WIDGET_HEADER_TOGGLE_NAVIGATION: '展开或收起导航', CAM_WIDGET_HEADER_MY_PROFILE: '我的资料', CAM_WIDGET_HEADER_SIGN_OUT: '退出登录',
    CAM_WIDGET_HEADER_SMALL_SCREEN_WARNING: '本应用适合在较大的屏幕上使用。',
    // the form renderer and its pickers
    'Field is required.': '此项必填。', 'Value is not a number.': '请填写数字。', 'Value is expected to be an integer.': '请填写整数。',
    'Field must be a valid email.': '电子邮箱格式不正确。', 'Date and time must both be entered.': '日期和时间都要填写。',
    'Field must be a valid  international phone number. (e.g. +4930664040900)': '电话号码格式不正确。',
    'No results': '没有匹配的选项', Select: '请选择', Search: '输入文字查找', 'Remove tag': '移除', 'Nothing to show.': '没有内容。',
    'No content to show.': '没有内容。', 'Previous page': '上一页', 'Next page': '下一页', 'Add new': '添加', Collapse: '收起',
    Increment: '增加', Decrement: '减少', 'hh:mm': '时:分', 'hh:mm ?m': '时:分', 'yyyy/mm/dd': '年/月/日', 'Scroll to increment': '滚动鼠标调整',
    // kinds of batches, jobs, incidents and nodes
    'instance-migration': '迁移实例', 'instance-modification': '修改实例', 'instance-restart': '重启实例', 'instance-deletion': '删除实例',
    'historic-instance-deletion': '删除历史实例', 'historic-decision-instance-deletion': '删除历史决策实例', 'set-job-retries': '设置作业重试次数',
    'set-external-task-retries': '设置外部任务重试次数', 'process-set-removal-time': '设置流程清除时间', 'decision-set-removal-time': '设置决策清除时间',
    'batch-set-removal-time': '设置批处理清除时间', 'set-variables': '设置变量', 'correlate-message': '关联消息',
    'instance-update-suspension-state': '暂停或激活实例', failedJob: '作业失败', failedExternalTask: '外部任务失败',
    'async-continuation': '后台执行', 'timer-transition': '定时器', 'timer-intermediate-transition': '中间定时器', 'timer-start-event': '定时启动',
    'timer-start-event-subprocess': '子流程定时启动', processDefinition: '流程', callActivity: '调用活动', subProcess: '子流程',
    multiInstanceBody: '多实例', userTask: '用户任务', serviceTask: '服务任务', sendTask: '发送任务', receiveTask: '接收任务',
    businessRuleTask: '决策任务', scriptTask: '脚本任务', manualTask: '人工步骤', exclusiveGateway: '排他网关', parallelGateway: '并行网关',
    inclusiveGateway: '包容网关', eventBasedGateway: '事件网关', startEvent: '开始事件', noneEndEvent: '结束事件', messageStartEvent: '消息开始事件',
    startTimerEvent: '定时开始事件', intermediateTimer: '中间定时器', intermediateMessageCatch: '等待消息', intermediateSignalCatch: '等待信号',
    intermediateNoneThrowEvent: '中间事件', boundaryTimer: '边界定时器', boundaryMessage: '边界消息', boundaryError: '边界错误',
    boundaryEscalation: '边界升级', boundarySignal: '边界信号', errorEndEvent: '错误结束事件', terminateEndEvent: '终止结束事件',
    messageEndEvent: '消息结束事件', signalEndEvent: '信号结束事件', escalationEndEvent: '升级结束事件'
  }),
  words({ Welcome: '首页', Admin: '系统管理', Cockpit: '运行监控', Tasklist: '工单任务' }, '[cam-widget-header]'),
  words({ Actions: '操作', Download: '下载', Upload: '上传', Close: '关闭', Empty: '空', Value: '值', State: '状态', Error: '错误' },
    'thead, button, .btn, .modal, .close, .page-notifications, label, legend'),
  words({ null: '无' }, '.null-value'),
  words({
    String: '文本', Boolean: '布尔值', Integer: '整数', Long: '长整数', Short: '短整数', Double: '小数', Number: '数字', Date: '日期', Null: '空',
    Json: 'JSON数据', Xml: 'XML数据', Object: '对象', File: '文件', Bytes: '二进制'
  }, 'td[class*="type-"], td.type'),
  words({ true: '是', false: '否' }, 'td.type-boolean .read-only'),
  words({ PI: '流程实例', DI: '决策实例', TU: '任务用户', FNI: '流程节点', EDE: '决策元素' }, '.metric-header'),
  words({ WORKFLOW: '流程', SYSTEM: '系统', UNIT: '承办单位', 'UNIT-INNER': '单位内部' }, '.group-type'),
  words(PERMISSIONS, '.permissions, td .dropdown-menu label'),
  words({
    'Hit policy:': '命中策略：', Unique: '唯一', First: '首个命中', Priority: '优先级最高', Any: '任一', Collect: '全部收集', 'Collect (Sum)': '求和',
    'Collect (Min)': '取最小', 'Collect (Max)': '取最大', 'Collect (Count)': '计数', 'Rule order': '按规则顺序', 'Output order': '按输出优先级',
    'No overlap is possible and all rules are disjoint. Only a single rule can be matched': '规则互不重叠，最多命中一条',
    'Rules may overlap. The first matching rule will be chosen': '规则可以重叠，采用第一条命中的规则',
    'Rules may overlap. The one with the highest priority will be chosen': '规则可以重叠，采用优先级最高的',
    'Rules may overlap. Their output have to match': '规则可以重叠，但输出必须相同',
    'Collects the values of all matching rules': '收集全部命中规则的值',
    'Collects the values of all matching rules and sums up to a single value': '全部命中规则的值求和',
    'Collects the values of all matching rules and uses the lowest value': '全部命中规则中取最小值',
    'Collects the values of all matching rules and uses the highest value': '全部命中规则中取最大值',
    'Collects the values of all matching rules and counts the number of them': '全部命中规则的个数',
    'Collects the values of all matching rules in rule order': '按规则顺序收集全部命中规则的值',
    'Collects the values of all matching rules in decreasing output priority order': '按输出优先级收集全部命中规则的值',
    When: '当', And: '且', Then: '则', Annotations: '备注', 'View DRD': '查看决策需求图', 'Definition name': '定义名称', 'Definition ID': '定义编号',
    'Input type': '输入类型', 'Input values': '可选的输入值', 'Output label': '输出名称', 'Output type': '输出类型', 'Output values': '可选的输出值',
    'Variable name:': '变量名称：', 'Variable type:': '变量类型：', 'Expression language:': '表达式语言：'
  }, '.dmn-js-parent, .dmn-decision-table-container, .dmn-literal-expression-container'),
  words({ boolean: '布尔值', string: '文本', number: '数字', integer: '整数', long: '长整数', double: '小数', date: '日期' },
    '.input-variable, .output-variable')
];

/** Phrases with a number or a name in them. */
export const PATTERNS = [
  [/^Field must have minimum length of (\d+)\.$/, '至少填写$1个字。'],
  [/^Field must have maximum length of (\d+)\.$/, '最多填写$1个字。'],
  [/^Field must have minimum value of (\S+)\.$/, '不能小于$1。'],
  [/^Field must have maximum value of (\S+)\.$/, '不能大于$1。'],
  [/^Field must match pattern .*$/, '格式不正确。'],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, '最多$1位小数。'],
  [/^Please select a valid value, the two nearest valid values are (\S+) and (\S+)\.$/, '请填写有效的值，最接近的是$1和$2。'],
  [/^Click to sort by (.+) descending$/, '点击按$1降序排列'],
  [/^Click to sort by (.+) ascending$/, '点击按$1升序排列'],
  [/^Click to remove sorting$/, '点击取消排序'],
  [/^Expand all \((\d+)\)$/, '全部展开（$1）'],
  [/^(\d+) of (\d+)$/, '第$1页，共$2页'],
  [/^No个/, '没有'],
  [/^Error: (?=.*\p{Script=Han})/u, ''],
  [/^Decision name: /, '决策名称：'],
  [/^Input label: /, '输入：'],
  [/^Input expression: /, '输入表达式：'],
  [/^Output label: /, '输出：']
];
