package org.hotline12345.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Refusal;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Topic;
import org.junit.jupiter.api.Test;

/** What a special report is about follows from its topic, its words and the names of then. */
class TopicsTest {

    private static final Names NAMES = new Names(List.of(
            new Names.Named(Dimension.CATEGORY, "environment", "生态环境类", "1", null),
            new Names.Named(Dimension.CATEGORY, "noise", "噪音扰民", "2", "environment"),
            new Names.Named(Dimension.CATEGORY, "fumes", "油烟", "2", "environment"),
            new Names.Named(Dimension.CATEGORY, "wages", "追讨工资", "2", "labour"),
            new Names.Named(Dimension.REGION, "430503", "大祥区", "county", "430500"),
            new Names.Named(Dimension.REGION, "430503001", "中心路街道", "township", "430503")), null, Map.of());

    @Test
    void aGroupOfMattersMeansItsMattersAsWell() {
        Topic topic = Topics.of(NAMES, "生态环境类", null);
        assertThat(topic.categories()).containsExactlyInAnyOrder("environment", "noise", "fumes");
        assertThat(topic.words()).isEmpty();
        assertThat(Topics.scope(NAMES, "生态环境类", null)).isEqualTo("本期特报统计诉求类别为“生态环境类”及其下级，或者标有专题“生态环境类”的工单。");
    }

    @Test
    void aPlaceMeansWhatLiesInItAndAskedForWordsCountAsWell() {
        Names asked = NAMES.with(Topics.WORDS, "停电  积水、停电");
        Topic topic = Topics.of(asked, "大祥区", null);
        assertThat(topic.regions()).containsExactlyInAnyOrder("430503", "430503001");
        assertThat(topic.words()).containsExactly("停电", "积水");
        assertThat(Topics.scope(asked, "大祥区", null)).isEqualTo("本期特报统计地区为“大祥区”及其下级，或者标有专题“大祥区”，或者标题或内容中含有“停电”、“积水”之一的工单。");
    }

    @Test
    void anEventThatNothingIsCalledLikeIsLookedForAsAWord() {
        Topic topic = Topics.of(NAMES, "台风卡努", null);
        assertThat(topic.words()).containsExactly("台风卡努");
        assertThat(topic.tags()).containsExactly("台风卡努");
        assertThat(topic.condition()).isEqualTo("(exists (select 1 from ticket_tag topic where topic.ticket_no = t.ticket_no and topic.tag in (:topicTags)) "
                + "or t.title like :topicWord0 escape '!' or t.content like :topicWord0 escape '!')");
    }

    @Test
    void ofAnEarlySignTheTopicsNameAndWordsMeanNothing() {
        Names asked = NAMES.with(Topics.WORDS, "停电");
        Subject tickets = new Subject("敏感词句：大祥区", null, null, Set.of("HI1", "HI2"));
        assertThat(Topics.of(asked, "大祥区", tickets)).isEqualTo(new Topic(Set.of(), Set.of(), Set.of(), List.of(), Set.of("HI1", "HI2")));
        assertThat(Topics.of(asked, "大祥区", tickets).condition()).isEqualTo("(t.ticket_no in (:topicTickets))");
        assertThat(Topics.scope(asked, "大祥区", tickets)).isEqualTo("本期特报统计苗头“敏感词句：大祥区”所列的2件工单。");
        Subject place = new Subject("地区上升：大祥区", null, "430503", Set.of());
        assertThat(Topics.of(asked, "噪音扰民", place)).isEqualTo(new Topic(Set.of(), Set.of("430503", "430503001"), Set.of(), List.of()));
        assertThat(Topics.scope(asked, "噪音扰民", place)).isEqualTo("本期特报统计苗头“地区上升：大祥区”所指地区“大祥区”及其下级的工单。");
        assertThat(Topics.of(asked, "噪音扰民", new Subject("类别上升：旧类别", "gone", null, Set.of())).categories()).as("of no name any more").containsExactly("gone");
    }

    @Test
    void wordsOfOneCharacterAndTooManyWordsAreRefused() {
        Topics.check(null);
        Topics.check("停电 积水");
        assertThatThrownBy(() -> Topics.check("停电 水")).isInstanceOf(Refusal.class).hasMessageContaining("不少于2个字");
        assertThatThrownBy(() -> Topics.check("一一 二二 三三 四四 五五 六六 七七 八八 九九 十十 百百")).isInstanceOf(Refusal.class).hasMessageContaining("最多10个");
    }
}
