package org.hotline12345.platform.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Predicate;
import org.hotline12345.common.Actor;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which pages beside the webapps somebody may open; every screen offers them, so that nobody has to know an address. */
@RestController
@Tag(name = "登录与页面")
class Places {

    /**
     * A page.
     *
     * @param title what its link says, Chinese
     * @param path below the address of the hotline
     */
    record Place(String title, String path) {
    }

    private record Door(Place place, Predicate<List<String>> opensFor) {
    }

    private static final List<Door> DOORS = List.of(
            new Door(new Place("登记诉求", DeskPage.PATH), DeskPage::opensFor),
            new Door(new Place("大屏看板", WallPage.PATH), groups -> groups.stream().anyMatch(Actor.CENTRE_ROLES::contains)),
            new Door(new Place("流程设计", DesignerPage.PATH), groups -> groups.contains(Roles.DESIGNER) || groups.contains(Roles.ADMIN)),
            new Door(new Place("通报与统计", SectionsPage.BULLETINS), SectionsPage::bulletinsOpenFor),
            new Door(new Place("管理与账号", SectionsPage.ADMIN), SectionsPage::adminOpensFor),
            new Door(new Place("帮助", "/help"), SectionsPage::adminOpensFor));

    @Operation(summary = "本人可以打开的页面", description = "除工单任务、监控台等应用之外的页面。", operationId = "listPlaces")
    @GetMapping("/api/places")
    List<Place> mine(Authentication who) {
        List<String> groups = EngineIdentityFilter.groupsOf(who);
        return DOORS.stream().filter(door -> door.opensFor().test(groups)).map(Door::place).toList();
    }
}
