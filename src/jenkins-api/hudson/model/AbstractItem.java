package hudson.model;

@SuppressWarnings("rawtypes")
public abstract class AbstractItem extends Actionable implements Item {
    protected AbstractItem(ItemGroup parent, String name) {}

    @Override
    public final String getFullName() {
        throw new UnsupportedOperationException();
    }
}
