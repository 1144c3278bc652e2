package org.hotline12345.organization;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** Refuses changes of units that make no sense, and says what to enter instead. */
@Component
class UnitPlanCheck {

    private final Units units;
    private final Categories categories;
    private final Regions regions;

    UnitPlanCheck(Units units, Categories categories, Regions regions) {
        this.units = units;
        this.categories = categories;
        this.regions = regions;
    }

    /** @param standing changes that were entered and not undone */
    void check(UnitChange change, String newName, List<UnitChange> standing) {
        if (change.kind() != UnitChange.Kind.FOUND) {
            Unit unit = units.requireValid(change.jurisdiction(), change.unit(), change.day());
            requireNoOther(change, unit, standing);
        }
        if (newName != null) {
            requireFree(change, newName);
        }
        switch (change.kind()) {
            case MERGE, LEAVE -> requireOneOther(change, standing);
            case SPLIT -> requireParts(change, standing);
            default -> {
                if (!change.parts().isEmpty()) {
                    throw Refusal.invalid("organization.partsNotNeeded", change.kind().label() + "不需要填写承接单位。").at("parts");
                }
            }
        }
    }

    void founded(String jurisdiction, UnitPlan.Founded founded) {
        if (founded == null || !Unit.KINDS.contains(String.valueOf(founded.unitKind()))) {
            throw Refusal.invalid("organization.unknownUnitKind", "请选择新设单位的类别。").at("unitKind");
        }
        if (!Unit.ON_NETWORK.equals(founded.network()) && !Unit.OFF_NETWORK.equals(founded.network())) {
            throw Refusal.invalid("organization.unknownNetwork", "请选择新设单位是否入网。").at("network");
        }
        if (founded.parent() != null) {
            units.require(jurisdiction, founded.parent());
        }
        if (founded.region() != null) {
            regions.require(founded.region());
        }
    }

    private static void requireNoOther(UnitChange change, Unit unit, List<UnitChange> standing) {
        for (UnitChange other : standing) {
            boolean sameDay = other.unit().equals(change.unit()) && other.day().equals(change.day())
                    && other.kind() != UnitChange.Kind.FOUND;
            boolean ending = other.unit().equals(change.unit()) && other.endsUnit();
            if (sameDay || ending) {
                throw Refusal.rule("organization.changedAlready", "“" + unit.name() + "”已登记自" + other.day() + "起"
                        + other.kind().label() + "，请先撤销那项变更或另选日期。");
            }
            boolean leadsHere = change.endsUnit() && other.state() == UnitChange.State.PLANNED && !other.day().isBefore(change.day())
                    && other.parts().stream().anyMatch(part -> part.unit().equals(change.unit()));
            if (leadsHere) {
                throw Refusal.rule("organization.changeLeadsHere", "“" + other.oldName() + "”已登记自" + other.day() + "起由“"
                        + unit.name() + "”承接，“" + unit.name() + "”不能在此之前" + change.kind().label() + "。");
            }
        }
    }

    private void requireFree(UnitChange change, String newName) {
        units.byNameOrAlias(change.jurisdiction(), newName).filter(other -> !other.code().equals(change.unit())).ifPresent(other -> {
            throw Refusal.invalid("organization.nameTaken", "名称“" + newName + "”已是“" + other.name() + "”的名称或别名，请换一个名称。").at("name");
        });
        if (newName.equals(change.oldName()) && change.kind() == UnitChange.Kind.RENAME) {
            throw Refusal.invalid("organization.sameName", "新名称与现名称相同。").at("name");
        }
    }

    private void requireOneOther(UnitChange change, List<UnitChange> standing) {
        if (change.parts().size() != 1 || !change.parts().get(0).takesRest()) {
            throw Refusal.invalid("organization.oneSuccessor", change.kind() == UnitChange.Kind.MERGE
                    ? "合并须指定一个并入的单位。" : "退出须指定一个接办未办结工单的单位。").at("parts");
        }
        requireSuccessor(change, change.parts().get(0).unit(), standing);
        if (change.parts().get(0).unit().equals(change.unit())) {
            throw Refusal.invalid("organization.sameUnit", "承接单位不能是变更单位自己。").at("parts");
        }
    }

    private void requireParts(UnitChange change, List<UnitChange> standing) {
        List<UnitChange.Part> parts = change.parts();
        long rest = parts.stream().filter(UnitChange.Part::takesRest).count();
        if (parts.size() < 2 || rest != 1 || !parts.get(parts.size() - 1).takesRest()) {
            throw Refusal.invalid("organization.restMissing", "拆分须至少两行，前面各行按诉求类别或区划指定承接单位，最后一行不填类别和区划，承接其余全部。").at("parts");
        }
        if (parts.stream().map(UnitChange.Part::unit).distinct().count() < 2) {
            throw Refusal.invalid("organization.oneSuccessorOnly", "拆分须由两个以上单位承接；只有一个的，请登记为合并。").at("parts");
        }
        for (UnitChange.Part part : parts) {
            if (!Objects.equals(part.unit(), change.unit())) {
                requireSuccessor(change, part.unit(), standing);
            }
            if (part.category() != null) {
                categories.require(change.jurisdiction(), part.category());
            }
            if (part.region() != null) {
                regions.require(part.region());
            }
        }
    }

    private void requireSuccessor(UnitChange change, String code, List<UnitChange> standing) {
        LocalDate day = change.day();
        Unit unit = units.requireValid(change.jurisdiction(), code, day);
        standing.stream().filter(other -> other.unit().equals(code) && other.endsUnit() && !other.day().isAfter(day)).findFirst()
                .ifPresent(other -> {
                    throw Refusal.rule("organization.successorEnds", "“" + unit.name() + "”已登记自" + other.day() + "起"
                            + other.kind().label() + "，不能作为承接单位。");
                });
    }
}
