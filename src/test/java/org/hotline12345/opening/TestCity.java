package org.hotline12345.opening;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Writing;

/** 云溪市, a city that does not exist: its workbook with 88 units and 514 people, as it should be and with planted mistakes. */
public final class TestCity {

    public static final String CODE = "990100";
    public static final String NAME = "云溪市";

    private static final String[] DISTRICTS = {"临河区", "望山区", "石桥区", "青禾县", "白沙县", "云岭市"};
    private static final String[] DEPARTMENTS = {"水务局", "住房和城乡建设局", "城市管理局", "交通运输局", "公安局", "市场监督管理局", "生态环境局",
            "教育局", "卫生健康委员会", "人力资源和社会保障局", "医疗保障局", "民政局", "自然资源局", "农业农村局", "商务局", "文化旅游局", "应急管理局",
            "财政局", "税务局", "司法局", "发展和改革委员会", "科学技术局", "工业和信息化局", "退役军人事务局", "统计局", "审计局", "林业局", "体育局",
            "信访局", "数据局", "消防救援局", "气象局", "邮政管理局", "烟草专卖局", "住房公积金中心", "残疾人联合会", "总工会", "妇女联合会"};
    private static final String[] COMPANIES = {"自来水公司", "供电公司", "燃气公司", "公交公司", "热力公司", "电信公司", "第一人民医院", "中心医院"};
    /** Major category, its matters, the departments that lead in turn. */
    private static final String[][] MATTERS = {
            {"utilities", "供水供电供气", "水质浑浊", "停水", "自来水漏水", "停电", "燃气安全", "供暖不热"},
            {"traffic", "交通出行", "公交线路", "道路破损", "信号灯故障", "违法停车", "出租车服务", "共享单车"},
            {"housing", "住房城建", "房屋质量", "物业服务", "违法建设", "电梯故障", "拆迁补偿", "公积金提取"},
            {"market", "市场监管", "商品质量", "食品安全", "价格欺诈", "预付卡", "虚假广告", "网络购物"},
            {"labour", "劳动社保", "拖欠工资", "社保缴纳", "工伤认定", "养老金", "职业介绍", "劳动合同"},
            {"health", "教育医疗", "入学报名", "校外培训", "看病难", "医保报销", "疫苗接种", "收费争议"},
            {"environment", "生态环境", "噪声扰民", "空气异味", "污水排放", "垃圾清运", "油烟扰民", "黑臭水体"},
            {"service", "政务服务", "办事指南", "窗口态度", "证照办理", "税费咨询", "意见建议", "其他事项"}};

    private final Map<Form, List<List<Object>>> sheets = new LinkedHashMap<>();

    private TestCity() {
        CityForms.ALL.forEach(form -> sheets.put(form, new ArrayList<>()));
        row(CityForms.CITY, CODE, NAME, "YX", "yunxi-", "yunxi-hotline");
        row(CityForms.SETTINGS, "review.notByDispatcher", "true", "");
        row(CityForms.SETTINGS, "returns.beforeDutyLeader", "4", "");
        places();
        unitRows();
        matters();
        people();
        for (String unit : List.of("yunxi-hotline", "yunxi-dept-01", "yunxi-dept-02")) {
            for (int week = 0; week < 4; week++) {
                row(CityForms.DUTY, unit, "2027-01-%02d 08:00".formatted(1 + 7 * week), "2027-01-%02d 08:00".formatted(8 + 7 * week), "值班室", "0990-700001" + week, null);
            }
        }
        row(CityForms.DAYS, "2027-09-09", "放假", "建城日", "云政办发〔2026〕1号");
    }

    /** The city as it should be. */
    public static byte[] workbook() {
        return new TestCity().written();
    }

    /** The city with exactly twenty mistakes. */
    public static byte[] withTwentyMistakes() {
        TestCity city = new TestCity();
        MISTAKES.forEach(mistake -> mistake.accept(city));
        return city.written();
    }

    static int rows(Form form) {
        return new TestCity().sheets.get(form).size();
    }

    /** Where a unit stands, as the spreadsheet counts. */
    static int unitRow(String code) {
        return 2 + new TestCity().sheets.get(CityForms.UNITS).stream().map(row -> row.get(0)).toList().indexOf(code);
    }

    /** Where the mistakes are: sheet, row and column as the messages name them. */
    public static final List<String> PLACES = List.of("“热线”表 第 2 行 C 列", "“设置”表 第 2 行 B 列", "“行政区划”表 第 4 行 C 列",
            "“行政区划”表 第 12 行 D 列", "“行政区划”表 第 41 行 A 列", "“单位”表 第 90 行 B 列", "“单位”表 第 50 行 D 列",
            "“单位”表 第 51 行 E 列", "“单位”表 第 52 行 E 列", "“单位”表 第 91 行 A 列", "“单位”表 第 55 行 I 列", "“单位”表 第 56 行 J 列",
            "“单位”表 第 57 行 H 列", "“诉求类别”表 第 5 行 C 列", "“派单目录”表 第 3 行 G 列", "“派单目录”表 第 4 行 J 列",
            "“地名”表 第 3 行 B 列", "“人员”表 第 100 行 A 列", "“人员”表 第 101 行 D 列", "“值班表”表 第 4 行 B 列");

    private static final List<Consumer<TestCity>> MISTAKES = List.of(
            city -> city.set(CityForms.CITY, 2, 'C', "云溪"),
            city -> city.set(CityForms.SETTINGS, 2, 'B', "也许"),
            city -> city.set(CityForms.REGIONS, 4, 'C', "镇子"),
            city -> city.set(CityForms.REGIONS, 12, 'D', "990199"),
            city -> city.row(CityForms.REGIONS, "990102001", "临河第六街道", "街道乡镇", "990102"),
            city -> city.row(CityForms.UNITS, "yunxi-nameless", null, null, "部门"),
            city -> city.set(CityForms.UNITS, 50, 'D', "机关"),
            city -> city.set(CityForms.UNITS, 51, 'E', "市政府办公室"),
            city -> city.set(CityForms.UNITS, 52, 'E', city.sheets.get(CityForms.UNITS).get(50).get(0)),
            city -> city.row(CityForms.UNITS, "yunxi-dept-14", "云溪市第二农业农村局", null, "部门"),
            city -> city.set(CityForms.UNITS, 55, 'I', "2026-02-30"),
            city -> {
                city.set(CityForms.UNITS, 56, 'I', "2026-05-01");
                city.set(CityForms.UNITS, 56, 'J', "2025-05-01");
            },
            city -> city.set(CityForms.UNITS, 57, 'H', "4.30521E+17"),
            city -> city.set(CityForms.CATEGORIES, 5, 'C', "水电气"),
            city -> city.set(CityForms.CATALOGUE, 3, 'G', "水利局"),
            city -> city.set(CityForms.CATALOGUE, 4, 'J', "120"),
            city -> city.set(CityForms.PLACES, 3, 'B', "990177"),
            city -> city.set(CityForms.PEOPLE, 100, 'A', "Wang Jing"),
            city -> city.set(CityForms.PEOPLE, 101, 'D', "经办员、总管"),
            city -> city.set(CityForms.DUTY, 4, 'B', "2027-01-16 08:00"));

    private void places() {
        row(CityForms.REGIONS, "990000", "试验省", "省");
        row(CityForms.REGIONS, CODE, NAME, "市", "990000");
        for (int i = 0; i < DISTRICTS.length; i++) {
            row(CityForms.REGIONS, "99010" + (i + 2), DISTRICTS[i], "区县", CODE, "国标", null, null, null, "yunxi-district-" + (i + 1));
        }
        row(CityForms.REGIONS, "990100Z01", "云溪高新区", "功能区", CODE, "本地", null, null, null, "yunxi-zone-1");
        for (int i = 0; i < DISTRICTS.length; i++) {
            for (int j = 1; j <= 5; j++) {
                String name = DISTRICTS[i].substring(0, 2) + "第" + "一二三四五".charAt(j - 1) + "街道";
                row(CityForms.REGIONS, "99010" + (i + 2) + "00" + j, name, "街道乡镇", "99010" + (i + 2), "统计");
                row(CityForms.PLACES, DISTRICTS[i].substring(0, 2) + "花园" + j + "期", "99010" + (i + 2), "小区", "本地地名志");
            }
        }
        row(CityForms.PLACES, "云溪站", "990102", "车站", "本地地名志");
    }

    private void unitRows() {
        row(CityForms.UNITS, "yunxi-hotline", "云溪市12345政务服务便民热线中心", "热线中心", "热线", null, "是", CODE);
        for (int i = 0; i < DISTRICTS.length; i++) {
            row(CityForms.UNITS, "yunxi-district-" + (i + 1), DISTRICTS[i] + "人民政府", DISTRICTS[i], "区县", null, "是", "99010" + (i + 2));
            for (int j = 1; j <= 5; j++) {
                String name = DISTRICTS[i].substring(0, 2) + "第" + "一二三四五".charAt(j - 1) + "街道办事处";
                row(CityForms.UNITS, "yunxi-street-" + (i + 1) + j, name, null, "街道乡镇", DISTRICTS[i] + "人民政府", "是", "99010" + (i + 2) + "00" + j);
            }
        }
        row(CityForms.UNITS, "yunxi-zone-1", "云溪高新区管委会", "高新区", "功能区", null, "是", "990100Z01");
        for (int i = 0; i < DEPARTMENTS.length; i++) {
            boolean water = i == 0;
            row(CityForms.UNITS, "yunxi-dept-%02d".formatted(i + 1), NAME + DEPARTMENTS[i], "市" + DEPARTMENTS[i], "部门", null, "是", CODE,
                    null, null, null, water ? "是" : null, water ? "supply:供水科、drain:排水科" : null);
        }
        for (int i = 0; i < COMPANIES.length; i++) {
            row(CityForms.UNITS, "yunxi-company-" + (i + 1), NAME + COMPANIES[i], null, i < 6 ? "公用事业" : "医院", null, "是", CODE);
        }
        row(CityForms.UNITS, "yunxi-postal", NAME + "邮政速递", null, "中央和省属企业", null, "否", CODE, "11185");
        row(CityForms.UNITS, "yunxi-radio", NAME + "广播电视台", null, "广播电视", null, "否", CODE);
        row(CityForms.UNITS, "yunxi-airport", NAME + "机场公司", null, "机场", null, "否", CODE);
        row(CityForms.UNITS, "yunxi-old-salt", NAME + "盐务局", null, "部门", null, "否", CODE, null, "2015-01-01", "2019-12-31");
    }

    private void matters() {
        int department = 0;
        for (String[] group : MATTERS) {
            row(CityForms.CATEGORIES, group[0], group[1], null, "yunxi-dept-%02d".formatted(1 + department % DEPARTMENTS.length), "云溪市诉求分类");
            for (int i = 2; i < group.length; i++) {
                String code = group[0] + "-" + (i - 1);
                row(CityForms.CATEGORIES, code, group[i], group[0], null, "云溪市诉求分类");
                boolean undecided = group[i].equals("其他事项");
                if (!undecided) {
                    row(CityForms.CATALOGUE, group[i], null, null, null, null, null, "yunxi-dept-%02d".formatted(1 + department % DEPARTMENTS.length),
                            "主办", "职能", "90", "云溪市派单目录（2026年版）");
                }
                department++;
            }
        }
        row(CityForms.CATALOGUE, "水质浑浊、停水", null, "投诉、举报", "990102", null, null, "yunxi-company-1", "协办", "职能", "85", "云溪市派单目录（2026年版）");
    }

    private void people() {
        centre("operator", 60, "话务员");
        centre("dispatcher", 10, "派单员");
        centre("reviewer", 8, "复核员");
        centre("callback", 10, "回访员");
        centre("supervisor", 4, "督办员");
        centre("designer", 2, "流程设计员");
        int number = 0;
        for (List<Object> unit : sheets.get(CityForms.UNITS)) {
            if (unit.size() > 9 && unit.get(9) != null || "否".equals(unit.get(5))) {
                continue;
            }
            for (int i = 1; i <= 5; i++) {
                row(CityForms.PEOPLE, "yx-" + unit.get(0).toString().substring(6) + "-" + i, person(++number), unit.get(0),
                        i == 5 && unit.get(0).equals("yunxi-dept-01") ? "审签领导" : "经办员", "0990-81%05d".formatted(number), null, "是");
            }
        }
    }

    private void centre(String account, int count, String role) {
        for (int i = 1; i <= count; i++) {
            row(CityForms.PEOPLE, "yx-" + account + "-" + i, "甲" + role.charAt(0) + i + "号", null, role, null, null, null);
        }
    }

    private static String person(int number) {
        return "赵钱孙李周吴郑王".charAt(number % 8) + "测" + number + "号";
    }

    private void row(Form form, Object... values) {
        sheets.get(form).add(new ArrayList<>(Arrays.asList(values)));
    }

    /** @param number as the spreadsheet counts, the heads being row 1 */
    private void set(Form form, int number, char column, Object value) {
        List<Object> row = sheets.get(form).get(number - 2);
        while (row.size() <= column - 'A') {
            row.add(null);
        }
        row.set(column - 'A', value);
    }

    private byte[] written() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writing book = new Writing()) {
            sheets.forEach((form, rows) -> {
                Writing.Rows sheet = book.sheet(form);
                rows.forEach(sheet::row);
            });
            book.to(out);
        }
        return out.toByteArray();
    }
}
