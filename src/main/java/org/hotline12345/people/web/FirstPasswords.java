package org.hotline12345.people.web;

import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Actors;
import org.hotline12345.people.AccountActs.First;
import org.hotline12345.workbook.Column;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Writing;
import org.springframework.stereotype.Component;

/** One-time passwords on a sheet, to be cut into slips and handed out. */
@Component
class FirstPasswords {

    private static final Form FORM = new Form("一次性密码", "每行一个账号；请当面或密封交给本人，交完即销毁本文件。", List.of(
            Column.needed("account", "账号", "登录用的账号", "zhang-san"), Column.needed("name", "姓名", "", "张三"),
            Column.needed("unit", "单位", "", "市教育局"), Column.needed("password", "一次性密码", "首次登录后须修改", "abCD-23ef-GHjk-45mn")));

    private final Actors actors;
    private final Clock clock;

    FirstPasswords(Actors actors, Clock clock) {
        this.actors = actors;
        this.clock = clock;
    }

    void write(List<First> people, OutputStream out) {
        try (Writing book = new Writing()) {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("内容", "一次性密码，七天内有效；首次登录须修改密码");
            facts.put("制作人", actors.current().id());
            facts.put("制作时间", LocalDateTime.ofInstant(clock.instant(), clock.getZone()).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")));
            facts.put("账号数", String.valueOf(people.size()));
            facts.put("保管", "系统不保存明文密码；本文件遗失的，请逐个重置密码");
            book.about("说明", facts);
            Writing.Rows rows = book.sheet(FORM);
            people.forEach(person -> rows.row(List.of(person.account(), person.name(), person.unitName(), person.password())));
            book.to(out);
        }
    }
}
